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
  return allOf([isPassed, opaque(isHit(reading.source)), isMetStepByStep(splitByOrder(asked, proven))]);
}

function isMet(asked: CardQuery, passes: Passing): Condition {
  return looksAtEach(asked, passes)
    ? opaque(conditionWithout(asked, passes.proven))
    : isMetStepByStep(splitByOrder(asked, passes.proven));
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

/** `hit_key` (select-cards.ts): the card is looked up for what is not told already, so that no others are. */
function isMetStepByStep({ told, rest }: Split): Condition {
  if (rest === true) return opaque(told);
  const looked = sql<SqlBool>`select 1 from cards as card where card.version_key = hit_key and ${toSql(rest)}`;
  return allOf([opaque(told), exists(looked, 'each')]);
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
