import { type RawBuilder, sql } from 'kysely';
import { type CardQuery, type Cut, conditionOfAll } from './card-query.ts';
import { allOf, type Condition, opaque, toSql } from './condition.ts';
import { isOfKindByRow } from './key-sources.ts';
import { orderOfCards, pageColumns } from './page-rows.ts';
import type { Reading } from './reading.ts';
import { selectByScores } from './select-by-scores.ts';
import { selectByWords } from './select-by-words.ts';
import { sortOutHits } from './select-hits.ts';
import { stopsAt } from './stop-at.ts';

type Rows = RawBuilder<unknown>;

/** Cards of a kind, in the order of the list. */
export function selectCards(reading: Reading, asked: CardQuery, cut: Cut): Rows {
  if (reading.kind === 'words') return selectByWords(reading, asked, cut);
  if (reading.kind === 'scores') return selectByScores(asked, reading.root, cut);
  const { limit, offset } = cut;
  return sql`select ${pageColumns(asked)} from ${cardsOf(reading)} where ${toSql(metBy(reading, asked))}
    order by ${orderOfCards(asked)} limit ${limit} offset ${offset}`;
}

type Plain = Exclude<Reading, { readonly kind: 'words' | 'scores' }>;

function cardsOf({ kind }: Plain): Rows {
  return kind === 'walk' || kind === 'sieve'
    ? sql`(select version_key as hit_key, c.* from cards as c) as card`
    : sql`cards as card`;
}

function metBy(reading: Plain, asked: CardQuery): Condition {
  switch (reading.kind) {
    case 'walk':
    case 'sieve':
      return stopsAt(reading, asked);
    case 'gather': {
      const { isLeft, rest } = sortOutHits(reading, asked);
      return allOf([isLeft, isOfKindByRow(asked.kind), opaque(rest)]);
    }
    case 'scan':
      return allOf([isOfKindByRow(asked.kind), opaque(conditionOfAll(asked))]);
  }
}
