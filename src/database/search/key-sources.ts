import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Comparison, CustomMetadataField, Predicate, SearchField } from '../../domain/search-query.ts';
import { assetCondition } from './asset-condition.ts';
import {
  type Column,
  compareWhole,
  isAmong,
  isLongTextAmong,
  largestBigint,
  largestInteger,
  wholeNumbers,
} from './compare-values.ts';
import { allOf, type Condition, toSql } from './condition.ts';
import { customFieldId } from './custom-field-id.ts';
import { customMetadataRows } from './custom-metadata-condition.ts';
import type { Kind } from './kind.ts';
import { isInside } from './place-condition.ts';
import { isWord, wordRowsOf } from './word-rows.ts';

type Rows = RawBuilder<unknown>;

/** Rows that an index holds together, as selects to be joined by `union all`. */
export interface KeySource {
  /** The same rows from the narrowest index: only their number is asked for. */
  readonly counted: readonly Rows[];
  /** Keys of versions, some of them twice, some of another kind. */
  readonly keys: readonly Rows[];
}

/** Each holds every version that the predicate is true of. None: no index knows them, or they are most of the library. */
export function sourcesOf(predicate: Predicate, kind: Kind): KeySource[] {
  if ('negated' in predicate && predicate.negated) return [];
  switch (predicate.kind) {
    case 'has':
      return predicate.tokens.flatMap(
        (_, index) => wordSource(predicate.field, isWord(predicate.tokens, index), kind) ?? [],
      );
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
        sql`select t.version_key from version_keywords as t where ${toSql(isLongTextAmong(sql.ref('t.keyword'), texts))}`,
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

function versionSource(condition: Condition): KeySource {
  const rows = (column: string) =>
    sql`select ${sql.ref(column)} as version_key from versions as v where v.is_current = 1 and ${toSql(condition)}`;
  return { counted: [rows('v.file_id')], keys: [rows('v.key')] };
}

/** True of everything, as `path : "/"` is, leads nowhere. */
function fileSource(condition: Condition, kind: Kind): KeySource[] {
  if (condition === true) return [];
  const where = toSql(condition);
  return [
    {
      counted: [sql`select f.id as version_key from files as f where ${where}`],
      keys: [
        sql`select v.key as version_key from files as f cross join versions as v
          where v.file_id = f.id and ${isOfKind(kind)} and ${where}`,
      ],
    },
  ];
}

function wordSource(field: SearchField, condition: Condition, kind: Kind): KeySource | undefined {
  const rows = wordRowsOf(field, kind);
  if (rows === undefined) return undefined;
  const word = toSql(condition);
  if (rows.field !== undefined) {
    return same(sql`select w.version_key from version_tokens as w where w.field = ${rows.field} and ${word}`);
  }
  return {
    counted: [sql`select w.file_id as version_key from file_tokens as w where ${word}`],
    keys: [
      sql`select v.key as version_key from file_tokens as w cross join versions as v
        where v.file_id = w.file_id and ${isOfKind(kind)} and ${word}`,
    ],
  };
}

function customSource(field: CustomMetadataField, predicates: readonly Predicate[]): KeySource {
  const where = toSql(customMetadataRows(field, predicates));
  return same(sql`select m.version_key from version_custom_metadata as m where ${where}`);
}

/** Written into the SQL: an index over current or older versions is used only where the query says the very same. */
export function isOfKind(kind: Kind): RawBuilder<SqlBool> {
  return sql<SqlBool>`v.is_current = ${sql.lit(kind === 'file' ? 1 : 0)}`;
}
