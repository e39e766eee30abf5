import { type SqlBool, sql } from 'kysely';
import type { SearchNode } from '../../domain/search-query.ts';
import { sortOf } from '../sort-columns.ts';
import { assetCondition } from './asset-condition.ts';
import { type CardQuery, conditionWithout } from './card-query.ts';
import { allOf, type Condition, opaque, toSql } from './condition.ts';
import { exists } from './exists.ts';
import { isOfKind } from './key-sources.ts';
import type { Passing } from './passing.ts';
import type { Sieve, Walk } from './reading.ts';
import { isHit } from './select-hits.ts';
import { isToldByOrder, partsOf } from './told-parts.ts';

/** What a walk stops at. */
export function stopsAt(reading: Walk | Sieve, asked: CardQuery): Condition {
  const { passes, end = true } = reading;
  const isPassed = allOf([isOfKind(asked.kind), passes.condition, end]);
  if (reading.kind === 'walk') return allOf([isPassed, isMet(asked, passes)]);
  const proven = [...passes.proven, ...reading.proven];
  const { told, rest } = splitByOrder(asked, proven);
  return allOf([isPassed, stepByStep(allOf([isHit(reading.source), told]), rest)]);
}

function isMet(asked: CardQuery, passes: Passing): Condition {
  if (looksAtEach(asked, passes)) return opaque(conditionWithout(asked, passes.proven));
  const { told, rest } = splitByOrder(asked, passes.proven);
  return stepByStep(told, rest);
}

interface Split {
  readonly told: Condition;
  /** How many looks into other tables that takes. */
  readonly looks: number;
  readonly rest: Condition;
}

/** What the index of an order tells of a card, and what must be asked of the card itself. */
export function splitByOrder(asked: CardQuery, proven: readonly SearchNode[]): Split {
  const told = partsOf(asked.root).filter((part) => !proven.includes(part) && isToldByOrder(part));
  return {
    told: allOf(told.map((part) => assetCondition(part, asked.kind))),
    looks: told.length,
    rest: conditionWithout(asked, [...proven, ...told]),
  };
}

/**
 * No card is looked up that its key tells against. `case` keeps PostgreSQL from asking first what it takes for cheap;
 * `hit_key`: select-cards.ts.
 */
function stepByStep(told: Condition, rest: Condition): Condition {
  if (rest === true) return opaque(told);
  const looked = exists(
    sql`select 1 from cards as card where card.version_key = hit_key and ${toSql(rest)}`,
    'each',
  );
  return sql<SqlBool>`case when ${toSql(told)} then ${looked} else false end`;
}

/**
 * Whether a walk had better have each card before it: in the order of creation they lie side by side, and of an older
 * version no index knows all that parts ties.
 */
export function looksAtEach(asked: CardQuery, { proven }: Passing): boolean {
  const { told, rest } = splitByOrder(asked, proven);
  if (asked.kind !== 'file' || told === true) return true;
  return sortOf(asked.query).field === 'created' && rest !== true;
}
