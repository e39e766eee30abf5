import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Ordering, Scalar } from '../../domain/search-query.ts';
import { type Condition, not } from './condition.ts';

/** A column, or what stands for one. */
export type Column = RawBuilder<unknown>;

/** An index that begins with the value would be asked for each of them. */
export const fewValues = 3;

/** False for null. */
export function isAmong(column: Column, values: readonly (string | number)[]): Condition {
  if (values.length === 0) return false;
  return sql<SqlBool>`${column} in (${sql.join(values)})`;
}

/** `negated` is true for null: where the field applies and there is no value (spec search §4 rule 2). */
export function isAmongOrNot(
  column: Column,
  values: readonly (string | number)[],
  negated: boolean,
): Condition {
  const among = isAmong(column, values);
  if (!negated) return among;
  return among === false ? true : sql<SqlBool>`(${column} is null or ${not(among)})`;
}

/** Columns of whole numbers are compared with whole numbers alone: other databases would refuse 0.5 for them. */
export function wholeNumbers(values: readonly Scalar[], largest: number): number[] {
  return values.filter(
    (value): value is number =>
      typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= largest,
  );
}

/** What an `integer` and a `bigint` can hold and JavaScript can say. */
export const largestInteger = 2 ** 31 - 1;
export const largestBigint = Number.MAX_SAFE_INTEGER;

export function compareWhole(
  column: Column,
  { operator, value }: { readonly operator: Ordering; readonly value: number },
  largest: number,
): Condition {
  const roundsUp = operator === '<' || operator === '>=';
  const whole = roundsUp ? Math.ceil(value) : Math.floor(value);
  const bound = Math.max(-largest, Math.min(largest, whole));
  return compare(column, operator, bound);
}

export function compare(column: Column, operator: Ordering, bound: number): Condition {
  return sql<SqlBool>`${column} ${sql.raw(operator)} ${bound}`;
}

/** By code point, which is the order of the bytes of UTF-8. */
export function startsWith(column: Column, prefix: string): Condition {
  if (prefix === '') return sql<SqlBool>`${column} is not null`;
  const end = endOf(prefix);
  const begins = sql<SqlBool>`${column} >= ${prefix}`;
  return end === undefined ? begins : sql<SqlBool>`(${begins} and ${column} < ${end})`;
}

const lastCodePoint = 0x10ffff;

/** The first text behind all that begin so; undefined: there is none. */
function endOf(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === lastCodePoint) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  // Half of a pair is no character.
  const next = last + 1 === 0xd800 ? 0xe000 : last + 1;
  return String.fromCodePoint(...points, next);
}

/** Long texts are indexed by their beginning (migration 0005), which SQLite takes to end at a NUL. */
const indexedCharacters = 100;

/** What the index of a long text knows: true of every row that has one of the texts, and of a few others. */
export function mayBeAmong(column: Column, texts: readonly string[]): Condition {
  return isAmong(indexedStart(column), texts.map(beforeNul).map(firstCharacters));
}

/** Word for word the expression of the index: a parameter in it would hide the index. */
function indexedStart(column: Column): Column {
  return sql`substr(${column}, 1, ${sql.lit(indexedCharacters)})`;
}

/** What `text_start` is of a text (migration 0014): the NUL is kept at which the rest is cut off. */
export function startOf(text: string): string {
  return firstCharacters(beforeNul(text)) + (text.includes('\0') ? '\0' : '');
}

/** Only this text begins so and is no longer. */
export function isWhole(start: string): boolean {
  return !start.endsWith('\0') && Array.from(start).length < indexedCharacters;
}

function firstCharacters(text: string): string {
  return [...text].slice(0, indexedCharacters).join('');
}

function beforeNul(text: string): string {
  return text.split('\0', 1)[0] ?? '';
}
