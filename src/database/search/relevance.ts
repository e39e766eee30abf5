import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type FullText, predicatesOf, type SearchNode } from '../../domain/search-query.ts';
import { allOf, type Condition, toSql } from './condition.ts';
import type { Kind } from './kind.ts';
import { hasWord, isWord, selectWords, wordRowsOf } from './word-rows.ts';

/** Reference score of spec search §7, each full text by itself. */
export function relevanceOf(root: SearchNode, kind: Kind): RawBuilder<number> {
  const texts = predicatesOf(root).filter((predicate) => predicate.kind === 'has');
  const scores = texts.flatMap((text) => scoreOf(text, kind) ?? []);
  return scores.length === 0 ? real(0) : sql<number>`(${sql.join(scores, sql` + `)})`;
}

/** One look into the words of the value. Every word but the last is met exactly, or the text is not met at all. */
function scoreOf(text: FullText, kind: Kind): RawBuilder<number> | undefined {
  const rows = wordRowsOf(text.field, kind);
  if (rows === undefined) return undefined;
  const { tokens } = text;
  const last = tokens.length - 1;
  const best = selectWords(rows, {
    row: 'w',
    what: scoreOfGroup(text),
    condition: isWord('w', tokens, last),
  });
  const score = sql<number>`coalesce((${best}), ${real(0)})`;
  const others = allOf(
    tokens
      .slice(0, last)
      .map((_, index) => hasWord(rows, { row: 'w', condition: isWord('w', tokens, index) }, 'each')),
  );
  return others === true ? score : sql<number>`case when ${toSql(others)} then ${score} else ${real(0)} end`;
}

/** Of the rows `w` of a value that meet the last word, when the others are met. */
export function scoreOfGroup(text: FullText): RawBuilder<number> {
  const isExact = sql<SqlBool>`w.token = ${text.tokens.at(-1) ?? ''}`;
  return sql<number>`max(${pointsOf(text, isExact)}) + ${real(0.1)} / max(w.total)`;
}

/** Of a value that has all words. `total`: how many it has. */
export function scoreOfMatch(
  text: FullText,
  { isExact, total }: { readonly isExact: Condition; readonly total: RawBuilder<unknown> },
): RawBuilder<number> {
  return sql<number>`${pointsOf(text, isExact)} + ${real(0.1)} / ${total}`;
}

/** Only the last word may be met by the beginning of one. */
function pointsOf({ tokens }: FullText, isExact: Condition): RawBuilder<number> {
  const points = (last: number) => real((tokens.length - 1 + last) / tokens.length);
  if (typeof isExact === 'boolean') return points(isExact ? 1 : 0.5);
  return sql<number>`(case when ${isExact} then ${points(1)} else ${points(0.5)} end)`;
}

/** Without the cast other databases take 0.1 for a decimal, and a whole number for one. */
function real(value: number): RawBuilder<number> {
  return sql<number>`cast(${value} as double precision)`;
}
