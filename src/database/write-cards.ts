import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { VersionKey } from '../domain/ids.ts';
import type { CardTable } from './tables.ts';

/** Of a version that is new. */
export function makeCard(key: VersionKey): RawBuilder<unknown> {
  return makeCards(sql`v.key = ${key}`);
}

/** Makes cards of versions `v` again, whatever changed, from what they repeat: files, versions, tags and keywords are the truth. */
export function makeCards(which: RawBuilder<SqlBool>): RawBuilder<unknown> {
  const kept = columns.filter((column) => column !== 'version_key');
  return sql`insert into cards (${sql.join(columns.map((column) => sql.ref(column)))})
    select ${sql.join(Object.values(values))} from versions as v join files as f on f.id = v.file_id where ${which}
    on conflict (version_key) do update set
    ${sql.join(kept.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))}`;
}

/** Only these columns, of cards that are there: SQLite then leaves the indexes of all others alone. */
export function changeCards(
  changed: readonly (keyof CardTable)[],
  which: RawBuilder<SqlBool>,
): RawBuilder<unknown> {
  const made = changed.map((column) => sql`${values[column]} as ${sql.ref(column)}`);
  return sql`update cards set ${sql.join(changed.map((column) => sql`${sql.ref(column)} = ${sql.ref(`made.${column}`)}`))}
    from (select v.key, ${sql.join(made)} from versions as v join files as f on f.id = v.file_id where ${which}) as made
    where version_key = made.key`;
}

const values: Readonly<Record<keyof CardTable, RawBuilder<unknown>>> = {
  version_key: sql`v.key`,
  file_id: sql`v.file_id`,
  version_id: sql`case when v.is_current = 1 then null else v.id end`,
  is_current: sql`v.is_current`,
  folder_id: sql`f.folder_id`,
  name: sql`f.name`,
  created_at: sql`case when v.is_current = 1 then f.created_at else v.created_at end`,
  updated_at: sql`v.updated_at`,
  size_bytes: sql`v.size_bytes`,
  width: sql`v.width`,
  height: sql`v.height`,
  is_image: flag(sql`v.kind = 'image'`),
  is_private: sql`v.is_private`,
  is_published: sql`v.is_published`,
  is_tagged: flag(sql`exists (select 1 from version_tags as t where t.version_key = v.key)
    or exists (select 1 from version_ai_tags as t where t.version_key = v.key)`),
  has_keywords: flag(sql`exists (select 1 from version_keywords as t where t.version_key = v.key)`),
  has_alpha: sql`v.has_alpha`,
  format: sql`v.format`,
  taken_at: sql`v.taken_at`,
  latitude: sql`v.latitude`,
  longitude: sql`v.longitude`,
  created_by: sql`v.created_by`,
};

function flag(condition: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`case when ${condition} then 1 else 0 end`;
}

const columns = Object.keys(values) as (keyof CardTable)[];
