import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { assetCondition } from './asset-condition.ts';
import { type CardQuery, conditionWithout } from './card-query.ts';
import { allOf, type Condition, toSql } from './condition.ts';
import type { KeySource } from './key-sources.ts';
import type { Hits } from './reading.ts';
import { isToldByKey, partsOf } from './told-parts.ts';

/** Whether an index points at the card at hand. */
export function isHit({ files, keys }: KeySource): RawBuilder<SqlBool> {
  return files === undefined ? isIn('card.version_key', unionOf(keys)) : isIn('card.file_id', unionOf(files));
}

/** The same, and what remains to be looked at. What a key alone tells is asked before a card is looked up. */
export function sortOutHits(
  { source, proven }: Hits,
  asked: CardQuery,
): { readonly isLeft: RawBuilder<SqlBool>; readonly rest: Condition } {
  const open = partsOf(asked.root).filter((part) => !proven.includes(part));
  const byKey = source.files === undefined ? open.filter(isToldByKey) : [];
  if (byKey.length === 0) return { isLeft: isHit(source), rest: conditionWithout(asked, proven) };
  const told = toSql(allOf(byKey.map((part) => assetCondition(part, asked.kind, 'all'))));
  const keys = sql`select card.version_key from (${unionOf(source.keys)}) as card where ${told}`;
  return { isLeft: isIn('card.version_key', keys), rest: conditionWithout(asked, [...proven, ...byKey]) };
}

function unionOf(rows: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(rows, sql` union all `);
}

function isIn(column: string, rows: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} in (${rows})`;
}
