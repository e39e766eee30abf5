import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type {
  Comparison,
  CustomMetadataField,
  FullText,
  Predicate,
  SearchField,
  SearchNode,
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
import { allOf, type Condition, opaque, toSql } from './condition.ts';
import { indexedCustomMetadata, isToldByIndex, rowsWithValue } from './custom-metadata-condition.ts';
import type { Kind } from './kind.ts';
import { isInside } from './place-condition.ts';
import { rareFlagOf } from './rare-flags.ts';
import { hasWord, isWord, wordRowsOf } from './word-rows.ts';

type Rows = RawBuilder<unknown>;

/** Rows that an index holds together, as selects to be joined by `union all`. */
export interface KeySource {
  /** The same rows from the narrowest index: only their number is asked for. */
  readonly counted: readonly Rows[];
  /** More rows are counted than there are keys: of several words, those of one. */
  readonly countsMore?: boolean;
  /** Keys of versions, some of them twice, some of another kind. */
  readonly keys: readonly Rows[];
  /** Rows tell of each card its file and its creation too. */
  readonly isOfCards?: boolean;
  /** Ids of files instead, where these are nearer: every version of the kind is meant. */
  readonly files?: readonly Rows[];
  /** No row is there of which the predicate is not true, whatever its kind. */
  readonly isExact: boolean;
}

/** Each holds every version that the predicate is true of. None: no index knows them, or they are most of the library. */
export function sourcesOf(predicate: Predicate, kind: Kind): KeySource[] {
  if ('negated' in predicate && predicate.negated) return absenceSource(predicate, kind);
  switch (predicate.kind) {
    case 'has':
      return predicate.tokens.flatMap((_, index) => wordSource(predicate, index, kind) ?? []);
    case 'compare':
      return [rangeSource([predicate], kind) ?? []].flat();
    case 'in':
      return [membershipSource(predicate, kind) ?? []].flat();
    case 'within':
      return [everyCard(isInside(predicate.area))];
    case 'exists':
      return [presenceSource(predicate.field) ?? []].flat();
    case 'prefix':
    case 'below':
      return predicate.field.name === 'customMetadata'
        ? [customSource(predicate.field, [predicate])]
        : [cardSource(assetCondition(predicate, kind), kind) ?? []].flat();
  }
}

/** Keys alone, of all rows. */
export function keysOf({ keys, isOfCards }: KeySource): Rows {
  const rows = sql.join(keys, sql` union all `);
  return isOfCards === true ? sql`select hit.version_key from (${rows}) as hit` : rows;
}

/** All comparisons of one field. */
export function rangeSource(range: readonly Comparison[], kind: Kind): KeySource | undefined {
  const [first] = range;
  if (first === undefined) return undefined;
  if (first.field.name === 'customMetadata') return customSource(first.field, range);
  return columnSource(first.field, kind, (column, largest) =>
    allOf(range.map((one) => compareWhole(column, one, largest))),
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
      return cardSource(assetCondition(predicate, kind), kind);
    case 'id':
      return everyCard(isAmong(sql.ref('card.file_id'), texts));
    case 'createdBy':
      return everyCard(isAmong(sql.ref('card.created_by'), texts));
    case 'tags':
      return same(
        sql`select t.version_key from version_tags as t where ${toSql(isAmong(sql.ref('t.tag'), texts))}`,
        sql`select t.version_key from version_ai_tags as t where ${toSql(isAmong(sql.ref('t.name'), texts))}`,
      );
    case 'embeddedMetadata.Keywords':
      return perhaps(
        sql`select t.version_key from version_keywords as t where ${toSql(mayBeAmong(sql.ref('t.keyword'), texts))}`,
      );
    case 'format':
      return cardSource(isAmong(sql.ref('card.format'), texts), kind);
    case 'private':
    case 'published':
      return flagSource([predicate], kind);
    default:
      return columnSource(field, kind, (column, largest) => isAmong(column, wholeNumbers(values, largest)));
  }
}

/** What most assets have, and few are without. */
function absenceSource(predicate: Predicate, kind: Kind): KeySource[] {
  return [flagSource([predicate], kind) ?? []].flat();
}

/** Flags of a card by the index of one that is rare. Undefined: none is, or a flag can be neither on nor off. */
export function flagSource(flags: readonly SearchNode[], kind: Kind): KeySource | undefined {
  const rare = flags.find((node) => rareFlagOf(node) !== undefined);
  if (rare === undefined) return undefined;
  const others = flags.filter((node) => node !== rare).map((node) => assetCondition(node, kind));
  return cardSource(allOf([rareFlagOf(rare) ?? false, opaque(allOf(others))]), kind);
}

function presenceSource(field: SearchField): KeySource | undefined {
  if (field.name !== 'customMetadata') return undefined;
  return same(...rowsWithValue(field));
}

/** Columns of numbers that have an index. */
function columnSource(
  { name }: SearchField,
  kind: Kind,
  make: (column: Column, largest: number) => Condition,
): KeySource | undefined {
  switch (name) {
    case 'createdAt':
      return cardSource(make(sql.ref('card.created_at'), largestBigint), kind);
    case 'updatedAt':
      return cardSource(make(sql.ref('card.updated_at'), largestBigint), kind);
    case 'size':
      return cardSource(make(sql.ref('card.size_bytes'), largestBigint), kind);
    case 'width':
    case 'height': {
      const source = cardSource(make(sql.ref(`card.${name}`), largestInteger), kind);
      // Videos have sizes too.
      return source && { ...source, isExact: false };
    }
    case 'embeddedMetadata.DateTimeOriginal':
      return everyCard(make(sql.ref('card.taken_at'), largestBigint));
    default:
      return undefined;
  }
}

function same(...rows: readonly Rows[]): KeySource {
  return { counted: rows, keys: rows, isExact: true };
}

/** Some of the rows are of others: an index knows long texts by their beginning. */
function perhaps(rows: Rows): KeySource {
  return { ...same(rows), isExact: false };
}

/** By an index whose first column tells current versions from older ones. True of everything, as `path : "/"` is, leads nowhere. */
function cardSource(condition: Condition, kind: Kind): KeySource | undefined {
  if (condition === true) return undefined;
  const rows = sql`select card.version_key, card.file_id, card.created_at from cards as card
    where ${toSql(allOf([isOfKind(kind), condition]))}`;
  return { ...same(rows), isOfCards: true };
}

/** By an index that knows nothing of kinds: with such a condition beside it SQLite would take another. */
function everyCard(condition: Condition): KeySource {
  return same(sql`select card.version_key from cards as card where ${toSql(condition)}`);
}

function ofFiles(counted: Rows, files: Rows, kind: Kind): KeySource {
  const keys = sql`select card.version_key from (${files}) as every_file cross join cards as card
    where card.file_id = every_file.file_id and ${isOfKindByRow(kind)}`;
  return { counted: [counted], files: [files], keys: [keys], isExact: true };
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
    other === index
      ? []
      : hasWord(
          { ...rows, asset: owner },
          { row: 'other', condition: isWord('other', tokens, other) },
          'each',
        ),
  );
  const [counted, all] = [select(true), select(allOf(others))];
  const source =
    rows.owner === 'file_id'
      ? ofFiles(counted, all, kind)
      : { counted: [counted], keys: [all], isExact: true };
  return { ...source, countsMore: others.length > 0 };
}

function customSource(field: CustomMetadataField, predicates: readonly Predicate[]): KeySource {
  const where = toSql(indexedCustomMetadata(field, predicates));
  const rows = sql`select m.version_key from version_custom_metadata as m where ${where}`;
  return predicates.every((predicate) => isToldByIndex(field, predicate)) ? same(rows) : perhaps(rows);
}

/** Written into the SQL: an index over current or older versions is used only where the query says the very same. */
export function isOfKind(kind: Kind): RawBuilder<SqlBool> {
  return sql<SqlBool>`card.is_current = ${sql.lit(kind === 'file' ? 1 : 0)}`;
}

/** The sign hides the column from indexes: SQLite would take one that begins with it. */
export function isOfKindByRow(kind: Kind): RawBuilder<SqlBool> {
  return sql<SqlBool>`+card.is_current = ${sql.lit(kind === 'file' ? 1 : 0)}`;
}
