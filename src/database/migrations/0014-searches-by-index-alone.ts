import { type Kysely, SqliteAdapter, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/** What searches ask most often is told by indexes alone: no row is looked up to be dropped again. */
export async function searchesByIndexAlone(db: Kysely<Tables>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  await addTextStart(db, { isSqlite });
  await widenFinders(db);
  if (!isSqlite) await sql`analyze cards, version_custom_metadata`.execute(db);
}

/**
 * The beginning of a text, which is what an index may hold of it. PostgreSQL reads an index alone for columns, not for
 * expressions, so it is one. SQLite takes a text to end at a NUL where it counts characters: the NUL stays, so that texts
 * that go on behind it are told from those that end before.
 */
async function addTextStart(
  { schema }: Kysely<Tables>,
  { isSqlite }: { readonly isSqlite: boolean },
): Promise<void> {
  const start = sql`substr(text_value, 1, 100)`;
  const withNul = sql`case when instr(text_value, char(0)) > 0 then ${start} || char(0) else ${start} end`;
  await schema
    .alterTable('version_custom_metadata')
    .addColumn('text_start', 'text', (column) =>
      isSqlite ? column.generatedAlwaysAs(withNul) : column.generatedAlwaysAs(start).stored(),
    )
    .execute();
  await schema.dropIndex('version_custom_metadata_by_text_value').execute();
  await schema
    .createIndex('version_custom_metadata_by_text_start')
    .on('version_custom_metadata')
    .columns(['field_id', 'text_start', 'version_key'])
    .where(sql<boolean>`text_start is not null`)
    .execute();
}

/** Few cards are in these indexes, which therefore may know the other flags of each. */
const flags = ['is_image', 'is_private', 'is_published', 'is_tagged', 'has_alpha'];
const rare = { is_private: 1, is_published: 0, is_tagged: 0, is_image: 0 };

async function widenFinders({ schema }: Kysely<Tables>): Promise<void> {
  for (const [flag, value] of Object.entries(rare)) {
    const name = `cards_with_${flag}_${value}`;
    await schema.dropIndex(name).execute();
    await schema
      .createIndex(name)
      .on('cards')
      .columns(['is_current', flag, 'created_at', 'file_id', 'version_key'])
      .columns(flags.filter((other) => other !== flag))
      .where(sql<boolean>`${sql.ref(flag)} = ${sql.lit(value)}`)
      .execute();
  }
}
