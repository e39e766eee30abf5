import type { Kysely } from 'kysely';
import { type Migration, migrations } from './migrations/migrations.ts';
import type { Tables } from './tables.ts';

type History = { readonly migrations: { readonly name: string; readonly applied_at: number } };

/**
 * Brings a database up to this program: each missing migration in a transaction of its own, so that a crash leaves
 * whole steps. Refuses a database that a newer program has changed, before anything is written to it.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const history = db.withTables<History>();
  await history.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute();
  const applied = new Set(
    (await history.selectFrom('migrations').select('name').execute()).map((row) => row.name),
  );
  refuseNewer(applied);
  for (const migration of migrations) {
    if (!applied.has(migration.name)) await apply(db, migration);
  }
}

/** Looks again inside the transaction: another process may have started at the same time. */
async function apply(db: Kysely<Tables>, { name, up }: Migration): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const mark = await trx
      .withTables<History>()
      .insertInto('migrations')
      .values({ name, applied_at: Date.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (mark.numInsertedOrUpdatedRows === 1n) await up(trx);
  });
}

function refuseNewer(applied: ReadonlySet<string>): void {
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...applied].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new Error(`The database was changed by a newer version of Calotype (${unknown.join(', ')}).`);
}
