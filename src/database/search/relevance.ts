import { type RawBuilder, sql } from 'kysely';
import { type FullText, predicatesOf, type SearchNode } from '../../domain/search-query.ts';
import { type Condition, toSql } from './condition.ts';
import type { Kind } from './kind.ts';
import { hasAllWords, hasWord, selectWords, wordRowsOf } from './word-rows.ts';

/** Reference score of spec search §7, each full text by itself. */
export function relevanceOf(root: SearchNode, kind: Kind): RawBuilder<number> {
  const texts = predicatesOf(root).filter((predicate) => predicate.kind === 'has');
  const scores = texts.flatMap((text) => scoreOf(text, kind) ?? []);
  return scores.length === 0 ? real(0) : sql<number>`(${sql.join(scores, sql` + `)})`;
}

/** Every word but the last is met exactly, or the text is not met at all. */
function scoreOf(text: FullText, kind: Kind): RawBuilder<number> | undefined {
  const rows = wordRowsOf(text.field, kind);
  if (rows === undefined) return undefined;
  const { tokens } = text;
  const exactly: Condition = hasWord(rows, 'w', sql`${sql.ref('w.token')} = ${tokens.at(-1) ?? ''}`);
  const points = (last: number) => real((tokens.length - 1 + last) / tokens.length);
  const total = selectWords(rows, { row: 'w', what: sql`max(w.total)`, condition: true });
  return sql<number>`case when ${toSql(hasAllWords(text, kind))}
    then (case when ${toSql(exactly)} then ${points(1)} else ${points(0.5)} end) + ${real(0.1)} / (${total})
    else ${real(0)} end`;
}

/** Without the cast other databases take 0.1 for a decimal, and a whole number for one. */
function real(value: number): RawBuilder<number> {
  return sql<number>`cast(${value} as double precision)`;
}
