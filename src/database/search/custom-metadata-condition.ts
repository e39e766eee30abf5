import { type SqlBool, sql } from 'kysely';
import type { CustomMetadataField, Predicate } from '../../domain/search-query.ts';
import {
  compare,
  compareWhole,
  isAmong,
  isLongTextAmong,
  largestBigint,
  longTextStartsWith,
  wholeNumbers,
} from './compare-values.ts';
import { allOf, anyOf, type Condition, not, toSql } from './condition.ts';
import { customFieldId } from './custom-field-id.ts';

/** Of the version at hand, by its rows of values. */
export function customMetadataCondition(field: CustomMetadataField, predicate: Predicate): Condition {
  const rows = allOf([isOfField(field), hasValue(field, predicate)]);
  if (rows === false) return 'negated' in predicate && predicate.negated;
  const exists = sql<SqlBool>`exists (select 1 from version_custom_metadata as m
    where m.version_key = v.key and ${toSql(rows)})`;
  return 'negated' in predicate && predicate.negated ? not(exists) : exists;
}

/** Rows `m` with all of these values, of the one field that they speak of. */
export function customMetadataRows(field: CustomMetadataField, predicates: readonly Predicate[]): Condition {
  return allOf([isOfField(field), ...predicates.map((predicate) => hasValue(field, predicate))]);
}

function isOfField(field: CustomMetadataField): Condition {
  return sql<SqlBool>`m.field_id = ${customFieldId(field)}`;
}

const text = sql.ref('m.text_value');
const number = sql.ref('m.number_value');
const boolean = sql.ref('m.boolean_value');
const date = sql.ref('m.date_value');

function hasValue({ type }: CustomMetadataField, predicate: Predicate): Condition {
  switch (predicate.kind) {
    case 'in':
      return isValueAmong(type, predicate.values);
    case 'prefix':
      return longTextStartsWith(text, predicate.text);
    case 'compare':
      return type === 'Date'
        ? compareWhole(date, predicate, largestBigint)
        : compare(number, predicate.operator, predicate.value);
    case 'exists':
      return true;
    default:
      return false;
  }
}

/** Types count: `"30"` is not `30`. */
function isValueAmong(
  type: CustomMetadataField['type'],
  values: readonly (string | number | boolean)[],
): Condition {
  if (type === 'Date') return isAmong(date, wholeNumbers(values, largestBigint));
  return anyOf([
    isLongTextAmong(
      text,
      values.filter((value) => typeof value === 'string'),
    ),
    isAmong(
      number,
      values.filter((value) => typeof value === 'number'),
    ),
    isAmong(boolean, values.filter((value) => typeof value === 'boolean').map(Number)),
  ]);
}
