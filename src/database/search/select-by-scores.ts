import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type FullText, predicatesOf, type SearchNode } from '../../domain/search-query.ts';
import { type CardQuery, type Cut, conditionWithout } from './card-query.ts';
import { allOf, anyOf, type Condition, toSql } from './condition.ts';
import { isOfKind } from './key-sources.ts';
import type { Kind } from './kind.ts';
import { orderOfCards, pageColumns } from './page-rows.ts';
import { scoreOfGroup } from './relevance.ts';
import { hasWord, isWord, type WordRows, wordRowsOf } from './word-rows.ts';

type Rows = RawBuilder<unknown>;

/** Each is a table of the statement, of which SQLite takes 64. */
const mostTexts = 8;

/** Whether nothing but words is asked for. */
export function asksForWordsAlone(root: SearchNode): boolean {
  const predicates = predicatesOf(root);
  return predicates.length <= mostTexts && predicates.every(({ kind }) => kind === 'has');
}

/** What each text scores is read for all of its assets at once, in place of being looked up for each of them. */
export function selectByScores(asked: CardQuery, root: SearchNode, { limit, offset }: Cut): Rows {
  const tables = scoreTables(root, asked.kind);
  const joined = tables.map(
    ({ name, scores, asset }) => sql`left join (${scores}) as ${name} on ${name}.owner = ${asset}`,
  );
  const key = tables.map(({ name }) => sql`coalesce(${name}.score, 0)`);
  const isMet = allOf([isOfKind(asked.kind), conditionWithout(asked, [root]), isScored(root, tables)]);
  return sql`select ${pageColumns(asked, sql`(${sql.join(key, sql` + `)})`)}
    from cards as card ${sql.join(joined, sql` `)} where ${toSql(isMet)}
    order by ${orderOfCards(asked)} limit ${limit} offset ${offset}`;
}

interface ScoreTable {
  readonly text: FullText;
  readonly name: Rows;
  readonly scores: Rows;
  readonly asset: Rows;
}

function scoreTables(root: SearchNode, kind: Kind): ScoreTable[] {
  const texts = predicatesOf(root).filter((predicate) => predicate.kind === 'has');
  return texts.flatMap((text, index) => {
    const rows = wordRowsOf(text.field, kind);
    const name = sql.raw(`score_${index}`);
    return rows === undefined ? [] : { text, name, scores: selectScores(text, rows), asset: rows.asset };
  });
}

function selectScores(text: FullText, rows: WordRows): Rows {
  const { tokens } = text;
  const owner = sql.ref(`w.${rows.owner}`);
  const others = tokens
    .slice(0, -1)
    .map((_, index) =>
      hasWord({ ...rows, asset: owner }, { row: 'o', condition: isWord('o', tokens, index) }, 'each'),
    );
  const isOfField = rows.field === undefined ? true : sql<SqlBool>`w.field = ${rows.field}`;
  const all = allOf([isOfField, isWord('w', tokens, tokens.length - 1), ...others]);
  return sql`select ${owner} as owner, ${scoreOfGroup(text)} as score
    from ${sql.table(rows.table)} as w where ${toSql(all)} group by ${owner}`;
}

function isScored(node: SearchNode, tables: readonly ScoreTable[]): Condition {
  if (node.kind === 'and') return allOf(node.nodes.map((part) => isScored(part, tables)));
  if (node.kind === 'or') return anyOf(node.nodes.map((part) => isScored(part, tables)));
  const table = tables.find(({ text }) => text === node);
  return table !== undefined && sql<SqlBool>`${table.name}.owner is not null`;
}
