import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CustomMetadataField, Predicate, Scalar } from '../../domain/search-query.ts';
import {
  compare,
  fewValues,
  isAmong,
  isWhole,
  largestBigint,
  startOf,
  startsWith,
  wholeNumbers,
} from './compare-values.ts';
import { allOf, anyOf, type Condition, not, opaque, toSql } from './condition.ts';
import { customFieldId } from './custom-field-id.ts';
import { dateCondition } from './date-condition.ts';
import { exists, type Look } from './exists.ts';

/** Of the version at hand, by its rows of values. */
export function customMetadataCondition(
  field: CustomMetadataField,
  predicate: Predicate,
  look: Look,
): Condition {
  const value = hasValue(field, predicate);
  if (value === false) return 'negated' in predicate && predicate.negated;
  const all = allOf([isOfVersion, isOfRow(field, predicate)]);
  const found = exists(sql`select 1 from version_custom_metadata as m where ${toSql(all)}`, look);
  return 'negated' in predicate && predicate.negated ? not(found) : found;
}

const isOfVersion = sql<SqlBool>`m.version_key = card.version_key`;

/**
 * By an index that ends in the key of the version, where the value is known whole. With any other value SQLite would take the
 * index of values for the field alone, and go through the field of all versions.
 */
function isOfRow(field: CustomMetadataField, predicate: Predicate): Condition {
  if (predicate.kind === 'exists') return isOfField(field);
  const value = hasValue(field, predicate);
  if (predicate.kind !== 'in' || predicate.values.length > fewValues) {
    return opaque(allOf([isOfField(field), value]));
  }
  const rest = isToldByIndex(field, predicate) ? true : opaque(value);
  return allOf([isOfField(field), mayHaveValue(field, predicate), rest]);
}

/** Rows `m` of the one field that the predicates speak of, as far as an index tells them: each that has all of the values. */
export function indexedCustomMetadata(
  field: CustomMetadataField,
  predicates: readonly Predicate[],
): Condition {
  return allOf([isOfField(field), ...predicates.map((predicate) => mayHaveValue(field, predicate))]);
}

function mayHaveValue(field: CustomMetadataField, predicate: Predicate): Condition {
  if (predicate.kind === 'prefix') return startsWith(textStart, startOf(predicate.text));
  return predicate.kind === 'in' && field.type !== 'Date'
    ? isValueAmong(predicate.values, isStartAmong)
    : hasValue(field, predicate);
}

/** Whether no other rows are among these. Of long texts the index knows the beginning. */
export function isToldByIndex({ type }: CustomMetadataField, predicate: Predicate): boolean {
  if (predicate.kind === 'prefix') return startOf(predicate.text) === predicate.text;
  if (predicate.kind !== 'in' || type === 'Date') return true;
  return predicate.values.every((value) => typeof value !== 'string' || isWhole(startOf(value)));
}

function isOfField(field: CustomMetadataField): Condition {
  return sql<SqlBool>`m.field_id = ${customFieldId(field)}`;
}

/** Rows that have a value at all, by each of the indexes that hold them. */
export function rowsWithValue(field: CustomMetadataField): RawBuilder<unknown>[] {
  return [textStart, number, boolean].map(
    (column) => sql`select m.version_key from version_custom_metadata as m
      where ${toSql(allOf([isOfField(field), sql`${column} is not null`]))}`,
  );
}

/** What each type of value is kept in (map-custom-metadata.ts). */
const text = sql.ref('m.text_value');
const number = sql.ref('m.number_value');
const boolean = sql.ref('m.boolean_value');
const date = sql.ref('m.date_value');
/** What the index knows of a text (migration 0014). */
const textStart = sql.ref('m.text_start');

function hasValue({ type }: CustomMetadataField, predicate: Predicate): Condition {
  switch (predicate.kind) {
    case 'in':
      return type === 'Date'
        ? isAmong(date, wholeNumbers(predicate.values, largestBigint))
        : isValueAmong(predicate.values, isTextAmong);
    case 'prefix':
      return startsWith(text, predicate.text);
    case 'compare':
      return type === 'Date'
        ? dateCondition(date, predicate)
        : compare(number, predicate.operator, predicate.value);
    case 'exists':
      return true;
    default:
      return false;
  }
}

type AmongTexts = (texts: readonly string[]) => Condition;

const isTextAmong: AmongTexts = (texts) => isAmong(text, texts);
const isStartAmong: AmongTexts = (texts) => isAmong(textStart, texts.map(startOf));

/** Types count: `"30"` is not `30`. */
function isValueAmong(values: readonly Scalar[], isAmongTexts: AmongTexts): Condition {
  const texts = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  const booleans = values.filter((value) => typeof value === 'boolean').map(Number);
  return anyOf([isAmongTexts(texts), isAmong(number, numbers), isAmong(boolean, booleans)]);
}
