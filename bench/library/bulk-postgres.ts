import { Client } from 'pg';
import type { BulkWriter } from './seed.ts';

/** Rows at full speed into a library whose tables are there; indexes and references are made when all rows are. */
export async function openBulkPostgres(url: string): Promise<BulkWriter> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const later = await setAside(client);
  const types = await columnTypes(client);
  await client.query("set synchronous_commit = off; set maintenance_work_mem = '1GB'; begin");
  return {
    async insert(table, rows) {
      const [first] = rows;
      if (first === undefined) return;
      const columns = Object.keys(first);
      const arrays = columns.map((column, index) => `$${index + 1}::${types.get(`${table}.${column}`)}[]`);
      await client.query(
        `insert into ${table} (${columns.join()}) select * from unnest(${arrays.join()})`,
        columns.map((column) => rows.map((row) => row[column])),
      );
    },
    async finish() {
      await client.query('commit');
      for (const sql of later) await client.query(sql);
      await client.query('vacuum analyze');
      await client.query('checkpoint');
      await client.end();
    },
  };
}

/** Drops what slows inserts, and returns how to make it again: indexes, then keys, then references. */
async function setAside(client: Client): Promise<string[]> {
  const { rows: constraints } = await client.query<{ name: string; tab: string; type: string; sql: string }>(
    `select conname as name, conrelid::regclass::text as tab, contype as type, pg_get_constraintdef(oid) as sql
       from pg_constraint where connamespace = current_schema()::regnamespace and contype in ('p', 'u', 'f')
       order by contype = 'f'`,
  );
  const { rows: indexes } = await client.query<{ name: string; sql: string }>(
    `select indexname as name, indexdef as sql from pg_indexes
       where schemaname = current_schema() and indexname not in (select conname from pg_constraint)`,
  );
  for (const { name, tab } of constraints.toReversed())
    await client.query(`alter table ${tab} drop constraint ${name}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  return [
    ...constraints
      .filter(({ type }) => type !== 'f')
      .map(({ name, tab, sql }) => `alter table ${tab} add constraint ${name} ${sql}`),
    ...indexes.map(({ sql }) => sql),
    ...constraints
      .filter(({ type }) => type === 'f')
      .map(({ name, tab, sql }) => `alter table ${tab} add constraint ${name} ${sql}`),
  ];
}

async function columnTypes(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select table_name || '.' || column_name as name, data_type as type from information_schema.columns
       where table_schema = current_schema()`,
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}
