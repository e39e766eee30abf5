import { type SqlBool, sql } from 'kysely';
import type { Predicate } from '../../domain/search-query.ts';
import { type Column, compareWhole, isAmongOrNot, largestBigint, wholeNumbers } from './compare-values.ts';
import type { Condition } from './condition.ts';

/** Moments are columns of milliseconds, null where there is none. */
export function dateCondition(column: Column, predicate: Predicate): Condition {
  switch (predicate.kind) {
    case 'compare':
      return compareWhole(column, predicate, largestBigint);
    case 'exists':
      return sql<SqlBool>`${column} is ${predicate.negated ? sql`null` : sql`not null`}`;
    case 'in':
      return isAmongOrNot(column, wholeNumbers(predicate.values, largestBigint), predicate.negated);
    default:
      return false;
  }
}
