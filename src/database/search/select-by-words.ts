import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { FullText } from '../../domain/search-query.ts';
import { type CardQuery, type Cut, cardsWanted, conditionWithout } from './card-query.ts';
import { startsWith } from './compare-values.ts';
import { allOf, type Condition, opaque, toSql } from './condition.ts';
import { isOfKindByRow } from './key-sources.ts';
import { pageColumns } from './page-rows.ts';
import type { ByWords } from './reading.ts';
import { scoreOfMatch } from './relevance.ts';
import { wordRowsOf } from './word-rows.ts';

type Rows = RawBuilder<unknown>;

/**
 * Rows of words are in the order of relevance among those that match alike: short values first, then as ties are parted.
 * What has the last word whole comes before what has one that goes on from it.
 */
export function selectByWords({ text, goesOn }: ByWords, asked: CardQuery, cut: Cut): Rows {
  const exact = selectExact(text, asked);
  const { limit, offset } = cut;
  if (!goesOn) return sql`${exact} limit ${limit} offset ${offset}`;
  const wanted = cardsWanted(asked.query);
  const [first, more] = [exact, selectLonger(text, asked)].map(
    (rows) => sql`select * from (${rows} limit ${wanted}) as some_rows`,
  );
  return sql`${first} union all ${more} order by sort_key desc, sort_created, sort_id limit ${limit} offset ${offset}`;
}

function selectExact(text: FullText, asked: CardQuery): Rows {
  const { table, isOfField } = placeOf(text, asked);
  const condition = allOf([isOfField, sql`w.token = ${lastOf(text)}`]);
  return selectOwners(text, asked, { rows: sql`${table} as w`, condition, isExact: true });
}

/** A value may have several such words; and none of these counts when it has the word itself. */
function selectLonger(text: FullText, asked: CardQuery): Rows {
  const { table, owner, isOfField } = placeOf(text, asked);
  const begins = allOf([isOfField, startsWith(sql.ref('w.token'), lastOf(text))]);
  const values = sql`select ${owner}, min(w.total) as total, min(w.file_created_at) as file_created_at,
      min(w.file_id) as least_file_id
    from ${table} as w where ${toSql(begins)} group by ${owner} having min(w.token) <> ${lastOf(text)}
    ${bestOf(text, asked)}`;
  return selectOwners(text, asked, { rows: sql`(${values}) as w`, condition: true, isExact: false });
}

/** A name that fits is one of a card that does, when nothing else is asked: no others are looked up. */
function bestOf(text: FullText, asked: CardQuery): Rows {
  const isEnough = text.field.name === 'name' && restOf(text, asked) === true;
  return isEnough
    ? sql`order by total, file_created_at, least_file_id limit ${cardsWanted(asked.query)}`
    : sql``;
}

/** The cards that rows of words `w` belong to. */
function selectOwners(
  text: FullText,
  asked: CardQuery,
  {
    rows,
    condition,
    isExact,
  }: { readonly rows: Rows; readonly condition: Condition; readonly isExact: boolean },
): Rows {
  const { owner, asset } = placeOf(text, asked);
  const score = scoreOfMatch(text, { isExact, total: sql.ref('w.total') });
  const all = allOf([
    condition,
    sql`${asset} = ${owner}`,
    isOfKindByRow(asked.kind),
    opaque(restOf(text, asked)),
  ]);
  return sql`select ${pageColumns(asked, score)} from ${rows} cross join cards as card where ${toSql(all)}
    order by w.total, w.file_created_at, ${isExact ? sql`w.file_id` : sql`w.least_file_id`}`;
}

/** A single word is what the rows are found by. */
function restOf(text: FullText, asked: CardQuery): Condition {
  return conditionWithout(asked, text.tokens.length === 1 ? [text] : []);
}

function lastOf({ tokens }: FullText): string {
  return tokens.at(-1) ?? '';
}

function placeOf({ field }: FullText, { kind }: CardQuery) {
  const words = wordRowsOf(field, kind);
  if (words === undefined) throw new Error(`Assets of this kind have no words of ${field.name}.`);
  return {
    table: sql.table(words.table),
    owner: sql.ref(`w.${words.owner}`),
    asset: words.asset,
    isOfField: words.field === undefined ? true : sql<SqlBool>`w.field = ${words.field}`,
  };
}
