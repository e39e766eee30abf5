import { type SqlBool, sql } from 'kysely';
import type { CustomMetadataField, Predicate, Scalar } from '../../domain/search-query.ts';
import {
  compare,
  isAmong,
  largestBigint,
  mayBeAmong,
  mayStartWith,
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
  // By the key of the version: an index of values would lead to those of all versions.
  const rows = opaque(allOf([isOfField(field), value]));
  const found = exists(
    sql`select 1 from version_custom_metadata as m where m.version_key = card.version_key and ${toSql(rows)}`,
    look,
  );
  return 'negated' in predicate && predicate.negated ? not(found) : found;
}

/**
 * Rows `m` of the one field that the predicates speak of, as far as an index tells them: each that has all of the values,
 * and perhaps a few others.
 */
export function indexedCustomMetadata(
  field: CustomMetadataField,
  predicates: readonly Predicate[],
): Condition {
  return allOf([isOfField(field), ...predicates.map((predicate) => mayHaveValue(field, predicate))]);
}

function mayHaveValue(field: CustomMetadataField, predicate: Predicate): Condition {
  if (predicate.kind === 'prefix') return mayStartWith(text, predicate.text);
  return predicate.kind === 'in' && field.type !== 'Date'
    ? isValueAmong(predicate.values, mayBeAmong)
    : hasValue(field, predicate);
}

function isOfField(field: CustomMetadataField): Condition {
  return sql<SqlBool>`m.field_id = ${customFieldId(field)}`;
}

/** What each type of value is kept in (map-custom-metadata.ts). */
const text = sql.ref('m.text_value');
const number = sql.ref('m.number_value');
const boolean = sql.ref('m.boolean_value');
const date = sql.ref('m.date_value');

function hasValue({ type }: CustomMetadataField, predicate: Predicate): Condition {
  switch (predicate.kind) {
    case 'in':
      return type === 'Date'
        ? isAmong(date, wholeNumbers(predicate.values, largestBigint))
        : isValueAmong(predicate.values, isAmong);
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

/** Types count: `"30"` is not `30`. */
function isValueAmong(values: readonly Scalar[], isTextAmong: typeof isAmong): Condition {
  const texts = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  const booleans = values.filter((value) => typeof value === 'boolean').map(Number);
  return anyOf([isTextAmong(text, texts), isAmong(number, numbers), isAmong(boolean, booleans)]);
}
