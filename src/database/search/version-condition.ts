import { type SqlBool, sql } from 'kysely';
import type { Predicate, Scalar } from '../../domain/search-query.ts';
import {
  type Column,
  compareWhole,
  fewValues,
  isAmong,
  isAmongOrNot,
  largestBigint,
  largestInteger,
  wholeNumbers,
} from './compare-values.ts';
import { allOf, anyOf, type Condition, not, opaque, toSql } from './condition.ts';
import { customMetadataCondition } from './custom-metadata-condition.ts';
import { dateCondition } from './date-condition.ts';
import { exists, type Look } from './exists.ts';
import { hasPlace, isInside } from './place-condition.ts';

type Plain = Exclude<Predicate, { readonly kind: 'has' }>;

/** Fields that files and older versions alone have, or that are rows beside a version. */
export function versionCondition(predicate: Plain, look: Look): Condition {
  const { field } = predicate;
  switch (field.name) {
    case 'customMetadata':
      return customMetadataCondition(field, predicate, look);
    case 'tags':
      return setCondition(predicate, sql.ref('card.is_tagged'), (values) =>
        anyOf([
          hasRow({ table: 'version_tags', column: 't.tag', values }, look),
          hasRow({ table: 'version_ai_tags', column: 't.name', values }, look),
        ]),
      );
    case 'embeddedMetadata.Keywords':
      return setCondition(predicate, sql.ref('card.has_keywords'), (values) =>
        hasRow({ table: 'version_keywords', column: 't.keyword', values }, look),
      );
    case 'embeddedMetadata.LocationTaken':
      if (predicate.kind === 'within') return isInside(predicate.area);
      return predicate.kind === 'exists' && (predicate.negated ? not(hasPlace) : hasPlace);
    case 'width':
    case 'height':
      return allOf([isImage, numberCondition(sql.ref(`card.${field.name}`), predicate, largestInteger)]);
    case 'size':
      return numberCondition(sql.ref('card.size_bytes'), predicate, largestBigint);
    case 'embeddedMetadata.DateTimeOriginal':
      return dateCondition(sql.ref('card.taken_at'), predicate);
    case 'transparency':
      return allOf([isImage, flagCondition(sql.ref('card.has_alpha'), predicate)]);
    case 'private':
      return flagCondition(sql.ref('card.is_private'), predicate);
    case 'published':
      return flagCondition(sql.ref('card.is_published'), predicate);
    case 'format':
      return textCondition(sql.ref('card.format'), predicate);
    case 'createdBy':
      return textCondition(sql.ref('card.created_by'), predicate);
    default:
      return false;
  }
}

const isImage = sql<SqlBool>`card.is_image = 1`;

/** Whether there are members at all stands on the card. */
function setCondition(
  predicate: Plain,
  hasMembers: Column,
  hasAnyOf: (values: readonly string[]) => Condition,
): Condition {
  if (predicate.kind === 'exists') return sql<SqlBool>`${hasMembers} = ${sql.lit(predicate.negated ? 0 : 1)}`;
  if (predicate.kind !== 'in') return false;
  const found = hasAnyOf(texts(predicate.values));
  return predicate.negated ? not(found) : found;
}

interface Members {
  readonly table: string;
  readonly column: string;
  readonly values: readonly string[];
}

function hasRow({ table, column, values }: Members, look: Look): Condition {
  const among = isAmong(sql.ref(column), values);
  if (among === false) return false;
  const rows = (condition: Condition) =>
    sql`select 1 from ${sql.table(table)} as t where ${toSql(condition)}`;
  const isOfVersion = sql<SqlBool>`t.version_key = card.version_key`;
  const ofCard = exists(rows(allOf([isOfVersion, values.length <= fewValues ? among : opaque(among)])), look);
  // Most tags are in one of the tables alone: the other is asked once whether it is worth asking for each card.
  return look === 'each' && values.length <= fewValues ? allOf([exists(rows(among), look), ofCard]) : ofCard;
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
