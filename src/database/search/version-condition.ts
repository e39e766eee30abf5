import { type SqlBool, sql } from 'kysely';
import type { Predicate, Scalar } from '../../domain/search-query.ts';
import {
  type Column,
  compareWhole,
  isAmong,
  isAmongOrNot,
  largestBigint,
  largestInteger,
  wholeNumbers,
} from './compare-values.ts';
import { allOf, anyOf, type Condition, not } from './condition.ts';
import { customMetadataCondition } from './custom-metadata-condition.ts';
import { dateCondition } from './date-condition.ts';
import { hasPlace, isInside } from './place-condition.ts';

type Plain = Exclude<Predicate, { readonly kind: 'has' }>;

/** Fields that files and older versions alone have, or that are rows beside a version. */
export function versionCondition(predicate: Plain): Condition {
  const { field } = predicate;
  switch (field.name) {
    case 'customMetadata':
      return customMetadataCondition(field, predicate);
    case 'tags':
      return setCondition(predicate, (values) => anyOf([existsTag(values), existsAiTag(values)]));
    case 'embeddedMetadata.Keywords':
      return setCondition(predicate, existsKeyword);
    case 'embeddedMetadata.LocationTaken':
      if (predicate.kind === 'within') return isInside(predicate.area);
      return predicate.kind === 'exists' && (predicate.negated ? not(hasPlace) : hasPlace);
    case 'width':
    case 'height':
      return allOf([isImage, numberCondition(sql.ref(`v.${field.name}`), predicate, largestInteger)]);
    case 'size':
      return numberCondition(sql.ref('v.size_bytes'), predicate, largestBigint);
    case 'embeddedMetadata.DateTimeOriginal':
      return dateCondition(sql.ref('v.taken_at'), predicate);
    case 'transparency':
      return allOf([isImage, flagCondition(sql.ref('v.has_alpha'), predicate)]);
    case 'private':
      return flagCondition(sql.ref('v.is_private'), predicate);
    case 'published':
      return flagCondition(sql.ref('v.is_published'), predicate);
    case 'format':
      return textCondition(sql.ref('v.format'), predicate);
    case 'createdBy':
      return textCondition(sql.ref('v.created_by'), predicate);
    default:
      return false;
  }
}

const isImage = sql<SqlBool>`v.kind = 'image'`;

/** `exists` finds any member when it is not told which. */
function setCondition(predicate: Plain, exists: (values?: readonly string[]) => Condition): Condition {
  if (predicate.kind !== 'in' && predicate.kind !== 'exists') return false;
  const found = predicate.kind === 'in' ? exists(texts(predicate.values)) : exists();
  return predicate.negated ? not(found) : found;
}

function existsTag(values?: readonly string[]): Condition {
  return existsRow(sql.table('version_tags'), values && isAmong(sql.ref('t.tag'), values));
}

function existsAiTag(values?: readonly string[]): Condition {
  return existsRow(sql.table('version_ai_tags'), values && isAmong(sql.ref('t.name'), values));
}

function existsKeyword(values?: readonly string[]): Condition {
  return existsRow(sql.table('version_keywords'), values && isAmong(sql.ref('t.keyword'), values));
}

function existsRow(table: Column, condition: Condition = true): Condition {
  const rows = allOf([sql<SqlBool>`t.version_key = v.key`, condition]);
  return rows !== false && sql<SqlBool>`exists (select 1 from ${table} as t where ${rows})`;
}

/** Where there is no number, width and height do not apply (spec search §4 rule 3); a size is never missing. */
function numberCondition(column: Column, predicate: Plain, largest: number): Condition {
  if (predicate.kind === 'compare') return compareWhole(column, predicate, largest);
  if (predicate.kind !== 'in') return false;
  const among = isAmong(column, wholeNumbers(predicate.values, largest));
  if (!predicate.negated) return among;
  return allOf([sql<SqlBool>`${column} is not null`, not(among)]);
}

function flagCondition(column: Column, predicate: Plain): Condition {
  if (predicate.kind !== 'in') return false;
  return isAmong(column, predicate.values.filter((value) => typeof value === 'boolean').map(Number));
}

function textCondition(column: Column, predicate: Plain): Condition {
  return predicate.kind === 'in' && isAmongOrNot(column, texts(predicate.values), predicate.negated);
}

function texts(values: readonly Scalar[]): string[] {
  return values.filter((value) => typeof value === 'string');
}
