import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { FileId, VersionKey } from '../domain/ids.ts';
import type { CardTable, Tables } from './tables.ts';

/** Whatever changed: rows of a version, where its file stands, which version is current. */
export async function writeCardsOf(db: Kysely<Tables>, fileId: FileId): Promise<void> {
  await writeCards(db, sql`v.file_id = ${fileId}`);
}

export async function writeCard(db: Kysely<Tables>, key: VersionKey): Promise<void> {
  await writeCards(db, sql`v.key = ${key}`);
}

/** Makes cards of versions `v` again from what they repeat: files, versions, tags and keywords are the truth. */
export async function writeCards(db: Kysely<Tables>, which: RawBuilder<SqlBool>): Promise<void> {
  const columns = Object.keys(values) as (keyof CardTable)[];
  const kept = columns.filter((column) => column !== 'version_key');
  await sql`insert into cards (${sql.join(columns.map((column) => sql.ref(column)))})
    select ${sql.join(Object.values(values))} from versions as v join files as f on f.id = v.file_id where ${which}
    on conflict (version_key) do update set
    ${sql.join(kept.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))}`.execute(
    db,
  );
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
