import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type {
  Comparison,
  CustomMetadataField,
  FullText,
  Predicate,
  SearchField,
} from '../../domain/search-query.ts';
import { assetCondition } from './asset-condition.ts';
import {
  type Column,
  compareWhole,
  isAmong,
  largestBigint,
  largestInteger,
  mayBeAmong,
  wholeNumbers,
} from './compare-values.ts';
import { allOf, type Condition, toSql } from './condition.ts';
import { customFieldId } from './custom-field-id.ts';
import { indexedCustomMetadata } from './custom-metadata-condition.ts';
import type { Kind } from './kind.ts';
import { isInside } from './place-condition.ts';
import { hasWord, isWord, wordRowsOf } from './word-rows.ts';

type Rows = RawBuilder<unknown>;

/** Rows that an index holds together, as selects to be joined by `union all`. */
export interface KeySource {
  /** The same rows from the narrowest index: only their number is asked for. */
  readonly counted: readonly Rows[];
  /** Keys of versions, some of them twice, some of another kind. */
  readonly keys: readonly Rows[];
  /** Ids of files instead, where these are nearer: every version of the kind is meant. */
  readonly files?: readonly Rows[];
}

/** Each holds every version that the predicate is true of. None: no index knows them, or they are most of the library. */
export function sourcesOf(predicate: Predicate, kind: Kind): KeySource[] {
  if ('negated' in predicate && predicate.negated) return [];
  switch (predicate.kind) {
    case 'has':
      return predicate.tokens.flatMap((_, index) => wordSource(predicate, index, kind) ?? []);
    case 'compare':
      return [rangeSource([predicate], kind) ?? []].flat();
    case 'in':
      return [membershipSource(predicate, kind) ?? []].flat();
    case 'within':
      return [
        same(sql`select v.key as version_key from versions as v where ${toSql(isInside(predicate.area))}`),
      ];
    case 'exists':
      return [presenceSource(predicate.field) ?? []].flat();
    case 'prefix':
    case 'below':
      return predicate.field.name === 'customMetadata'
        ? [customSource(predicate.field, [predicate])]
        : fileSource(assetCondition(predicate, kind), kind);
  }
}

/** All comparisons of one field. */
export function rangeSource(range: readonly Comparison[], kind: Kind): KeySource | undefined {
  const [first] = range;
  if (first === undefined) return undefined;
  if (first.field.name === 'customMetadata') return customSource(first.field, range);
  const indexed = indexedColumn(first.field, kind);
  return (
    indexed && versionSource(allOf(range.map((one) => compareWhole(indexed.column, one, indexed.largest))))
  );
}

function membershipSource(predicate: Predicate & { kind: 'in' }, kind: Kind): KeySource | undefined {
  const { field, values } = predicate;
  const texts = values.filter((value) => typeof value === 'string');
  switch (field.name) {
    case 'customMetadata':
      return customSource(field, [predicate]);
    case 'name':
    case 'path':
      return fileSource(assetCondition(predicate, kind), kind)[0];
    case 'id':
      return same(
        sql`select v.key as version_key from versions as v where ${toSql(isAmong(sql.ref('v.file_id'), texts))}`,
      );
    case 'createdBy':
      return same(
        sql`select v.key as version_key from versions as v where ${toSql(isAmong(sql.ref('v.created_by'), texts))}`,
      );
    case 'tags':
      return same(
        sql`select t.version_key from version_tags as t where ${toSql(isAmong(sql.ref('t.tag'), texts))}`,
        sql`select t.version_key from version_ai_tags as t where ${toSql(isAmong(sql.ref('t.name'), texts))}`,
      );
    case 'embeddedMetadata.Keywords':
      return same(
        sql`select t.version_key from version_keywords as t where ${toSql(mayBeAmong(sql.ref('t.keyword'), texts))}`,
      );
    case 'format':
      return kind === 'file' ? versionSource(isAmong(sql.ref('v.format'), texts)) : undefined;
    default: {
      const indexed = indexedColumn(field, kind);
      return indexed && versionSource(isAmong(indexed.column, wholeNumbers(values, indexed.largest)));
    }
  }
}

function presenceSource(field: SearchField): KeySource | undefined {
  if (field.name !== 'customMetadata') return undefined;
  // Each of these columns has an index without the rows that have no such value.
  const columns = ['m.text_value', 'm.number_value', 'm.boolean_value'];
  return same(
    ...columns.map(
      (column) => sql`select m.version_key from version_custom_metadata as m
        where m.field_id = ${customFieldId(field)} and ${sql.ref(column)} is not null`,
    ),
  );
}

/** Indexes of numbers hold current versions alone: older ones are few, and looked at one by one. */
function indexedColumn(
  { name }: SearchField,
  kind: Kind,
): { readonly column: Column; readonly largest: number } | undefined {
  if (kind !== 'file') return undefined;
  switch (name) {
    case 'createdAt':
      return { column: sql.ref('v.file_created_at'), largest: largestBigint };
    case 'updatedAt':
      return { column: sql.ref('v.updated_at'), largest: largestBigint };
    case 'embeddedMetadata.DateTimeOriginal':
      return { column: sql.ref('v.taken_at'), largest: largestBigint };
    case 'size':
      return { column: sql.ref('v.size_bytes'), largest: largestBigint };
    case 'width':
    case 'height':
      return { column: sql.ref(`v.${name}`), largest: largestInteger };
    default:
      return undefined;
  }
}

function same(...rows: readonly Rows[]): KeySource {
  return { counted: rows, keys: rows };
}

/** Current versions. */
function versionSource(condition: Condition): KeySource {
  const rows = (column: string, name: string) =>
    sql`select ${sql.ref(column)} as ${sql.ref(name)} from versions as v
      where v.is_current = 1 and ${toSql(condition)}`;
  const files = [rows('v.file_id', 'file_id')];
  return { counted: files, files, keys: [rows('v.key', 'version_key')] };
}

/** True of everything, as `path : "/"` is, leads nowhere. */
function fileSource(condition: Condition, kind: Kind): KeySource[] {
  if (condition === true) return [];
  const files = sql`select f.id as file_id from files as f where ${toSql(condition)}`;
  return [ofFiles(files, files, kind)];
}

function ofFiles(counted: Rows, files: Rows, kind: Kind): KeySource {
  const keys = sql`select v.key as version_key from (${files}) as every_file cross join versions as v
    where v.file_id = every_file.file_id and ${isOfKind(kind)}`;
  return { counted: [counted], files: [files], keys: [keys] };
}

/** Rows of one word, those before the rest of an asset is looked at that have the other words too. */
function wordSource({ field, tokens }: FullText, index: number, kind: Kind): KeySource | undefined {
  const rows = wordRowsOf(field, kind);
  if (rows === undefined) return undefined;
  const ofField = rows.field === undefined ? true : sql<SqlBool>`w.field = ${rows.field}`;
  const owner = sql.ref(`w.${rows.owner}`);
  const select = (condition: Condition) =>
    sql`select ${owner} from ${sql.table(rows.table)} as w where ${toSql(allOf([ofField, isWord('w', tokens, index), condition]))}`;
  const others = tokens.flatMap((_, other) =>
    other === index ? [] : hasWord({ ...rows, asset: owner }, 'other', isWord('other', tokens, other)),
  );
  const [counted, all] = [select(true), select(allOf(others))];
  return rows.owner === 'file_id' ? ofFiles(counted, all, kind) : { counted: [counted], keys: [all] };
}

function customSource(field: CustomMetadataField, predicates: readonly Predicate[]): KeySource {
  const where = toSql(indexedCustomMetadata(field, predicates));
  return same(sql`select m.version_key from version_custom_metadata as m where ${where}`);
}

/** Written into the SQL: an index over current or older versions is used only where the query says the very same. */
export function isOfKind(kind: Kind): RawBuilder<SqlBool> {
  return sql<SqlBool>`v.is_current = ${sql.lit(kind === 'file' ? 1 : 0)}`;
}
