import { type RawBuilder, sql } from 'kysely';
import { type CardQuery, type Cut, conditionOfAll, conditionWithout } from './card-query.ts';
import { allOf, type Condition, opaque, toSql } from './condition.ts';
import { exists } from './exists.ts';
import { isOfKind, isOfKindByRow } from './key-sources.ts';
import { orderOfCards, pageColumns } from './page-rows.ts';
import type { Reading, Sieve, Walk } from './reading.ts';
import { selectByWords } from './select-by-words.ts';
import { isHit, sortOutHits } from './select-hits.ts';

type Rows = RawBuilder<unknown>;

/** Cards of a kind, in the order of the list. */
export function selectCards(reading: Reading, asked: CardQuery, cut: Cut): Rows {
  if (reading.kind === 'words') return selectByWords(reading, asked, cut);
  const { limit, offset } = cut;
  return sql`select ${pageColumns(asked)} from ${cardsOf(reading)} where ${toSql(metBy(reading, asked))}
    order by ${orderOfCards(asked)} limit ${limit} offset ${offset}`;
}

type Plain = Exclude<Reading, { readonly kind: 'words' }>;

function cardsOf({ kind }: Plain): Rows {
  return kind === 'sieve'
    ? sql`(select version_key as hit_key, c.* from cards as c) as card`
    : sql`cards as card`;
}

function metBy(reading: Plain, asked: CardQuery): Condition {
  switch (reading.kind) {
    case 'walk':
      return allOf([isPassed(reading, asked), opaque(asked.condition)]);
    case 'sieve':
      return allOf([isPassed(reading, asked), isKept(reading, asked)]);
    case 'gather': {
      const { isLeft, rest } = sortOutHits(reading, asked);
      return allOf([isLeft, isOfKindByRow(asked.kind), opaque(rest)]);
    }
    case 'scan':
      return allOf([isOfKindByRow(asked.kind), opaque(conditionOfAll(asked))]);
  }
}

function isPassed({ passes, end = true }: Pick<Walk, 'passes' | 'end'>, { kind }: CardQuery): Condition {
  return allOf([isOfKind(kind), passes, end]);
}

/** The index of the order tells what a hit is. All else is asked of the card itself, so that no others are looked up. */
function isKept({ source, proven }: Sieve, asked: CardQuery): Condition {
  const found = opaque(isHit(source));
  const rest = conditionWithout(asked, proven);
  if (rest === true) return found;
  const looked = sql`select 1 from cards as card where card.version_key = hit_key and ${toSql(rest)}`;
  return allOf([found, exists(looked, 'each')]);
}
