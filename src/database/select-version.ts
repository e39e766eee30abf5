import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { SqlDialect } from './sql-dialect.ts';
import type { Flag, Tables } from './tables.ts';

/** `v` a version, `f` its file, `fo` its folder: the names that every query over files uses. */
export const versionColumns = [
  'v.key',
  'v.id',
  'v.file_id',
  'v.number',
  'v.is_current',
  'v.revision',
  'v.blob_hash',
  'v.size_bytes',
  'v.facts',
  'v.custom_coordinates',
  'v.description',
  'v.is_private',
  'v.is_published',
  'v.delivery_token',
  'v.created_at',
  'v.updated_at',
  'v.created_by',
] as const;

export const placeColumns = [
  'f.folder_id',
  'f.name',
  'f.created_at as file_created_at',
  'fo.path as folder_path',
] as const;

/** Where they are read, and in whose SQL. */
interface Reader {
  readonly read: Kysely<Tables>;
  readonly dialect: SqlDialect;
}

/** Whole versions, ready for `toVersion`. One statement, so that a version and what is said of it are of the same moment. */
export function selectVersions({ read, dialect }: Reader) {
  return read
    .selectFrom('versions as v')
    .select(versionColumns)
    .select((eb) => detailColumns(eb, dialect));
}

/** Versions and where they stand, ready for `toMediaFile`. */
export function selectFiles(store: Reader) {
  return selectVersions(store)
    .innerJoin('files as f', 'f.id', 'v.file_id')
    .innerJoin('folders as fo', 'fo.id', 'f.folder_id')
    .select(placeColumns);
}

/** Written into the SQL: an index over current or older versions is used only where the query says the very same. */
export const literalOne = sql.lit<Flag>(1);
export const literalZero = sql.lit<Flag>(0);

type AnyVersion = ExpressionBuilder<Tables & { v: Tables['versions'] }, 'v'>;

export function detailColumns(eb: AnyVersion, dialect: SqlDialect) {
  const tags = eb
    .selectFrom('version_tags as t')
    .select('t.tag')
    .whereRef('t.version_key', '=', 'v.key')
    .orderBy('t.position');
  const aiTags = eb
    .selectFrom('version_ai_tags as t')
    .select(['t.name', 't.confidence', 't.source'])
    .whereRef('t.version_key', '=', 'v.key')
    .orderBy('t.position');
  const customMetadata = eb
    .selectFrom('version_custom_metadata as m')
    .innerJoin('custom_fields as c', 'c.id', 'm.field_id')
    .select(['c.name', 'c.type', 'm.text_value', 'm.number_value', 'm.boolean_value'])
    .whereRef('m.version_key', '=', 'v.key')
    .where('c.deleted_at', 'is', null)
    .orderBy('c.created_order')
    .orderBy('m.position');
  return [
    dialect.jsonTextOf(tags).as('tags'),
    dialect.jsonTextOf(aiTags).as('ai_tags'),
    dialect.jsonTextOf(customMetadata).as('custom_metadata'),
  ] as const;
}
