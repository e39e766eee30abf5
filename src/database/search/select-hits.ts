import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { assetCondition } from './asset-condition.ts';
import { type CardQuery, conditionWithout } from './card-query.ts';
import { allOf, type Condition, opaque, toSql } from './condition.ts';
import { type KeySource, keysOf } from './key-sources.ts';
import type { Gather } from './reading.ts';
import { partsOf, toldBy } from './told-parts.ts';

/** Whether an index points at the card at hand. */
export function isHit(source: KeySource): RawBuilder<SqlBool> {
  return source.files === undefined ? isIn('card.version_key', keysOf(source)) : isFileHit(source.files);
}

function isFileHit(files: readonly RawBuilder<unknown>[]): RawBuilder<SqlBool> {
  return isIn('card.file_id', sql.join(files, sql` union all `));
}

/**
 * The same, and what remains to be looked at. What other indexes tell, of all their cards or of a key, is asked before a card is
 * looked up.
 */
export function sortOutHits(
  { source, proven, crossed }: Gather,
  asked: CardQuery,
): { readonly isLeft: RawBuilder<SqlBool>; readonly rest: Condition } {
  const known = [...proven, ...crossed.flatMap((hits) => hits.proven)];
  const isTold = toldBy(source);
  const told = partsOf(asked.root).filter((part) => !known.includes(part) && isTold(part));
  const rest = conditionWithout(asked, [...known, ...told]);
  const condition = allOf([
    ...crossed.map((hits) => isCrossed(source, hits.source)),
    ...told.map((part) => opaque(assetCondition(part, asked.kind))),
  ]);
  if (condition === true) return { isLeft: isHit(source), rest };
  const rows = sql.join(source.keys, sql` union all `);
  // Materialized: PostgreSQL would join both readings of the cards, and begin with all that fulfil the rest.
  const keys = sql`with some_hits as materialized (
      select card.version_key from (${rows}) as card where ${toSql(condition)})
    select version_key from some_hits`;
  return { isLeft: isIn('card.version_key', keys), rest };
}

function isCrossed({ isOfCards }: KeySource, other: KeySource): Condition {
  const isByFile = isOfCards === true && other.files !== undefined;
  return opaque(isByFile ? isHit(other) : isIn('card.version_key', keysOf(other)));
}

function isIn(column: string, rows: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} in (${rows})`;
}
