import type { FullText, Ordering, Predicate, SearchNode } from '../domain/search-query.ts';
import { predicatesOf } from '../domain/search-query.ts';
import { tokensOf } from './full-text.ts';
import { isInside } from './is-inside.contract.ts';
import { type SearchRecord, valuesOf } from './search-record.contract.ts';

/** Spec search §4, word for word and one asset at a time: what every database has to agree with. */
export function matches(record: SearchRecord, node: SearchNode): boolean {
  if (node.kind === 'and') return node.nodes.every((part) => matches(record, part));
  if (node.kind === 'or') return node.nodes.some((part) => matches(record, part));
  return holds(record, node);
}

/** Reference score of spec search §7; 0 without `HAS`. */
export function relevanceOf(record: SearchRecord, root: SearchNode | undefined): number {
  const predicates = root === undefined ? [] : predicatesOf(root);
  const scores = predicates.map((predicate) => (predicate.kind === 'has' ? scoreOf(record, predicate) : 0));
  return scores.reduce((sum, score) => sum + score, 0);
}

type Values = NonNullable<ReturnType<typeof valuesOf>>;

function holds(record: SearchRecord, predicate: Predicate): boolean {
  const values = valuesOf(record, predicate.field);
  return values !== undefined && isTrueOf(values, predicate);
}

function isTrueOf(values: Values, predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'in':
      return (
        values.some((value) => predicate.values.some((wanted) => wanted === value)) !== predicate.negated
      );
    case 'prefix':
      return stringsOf(values).some((value) => value.startsWith(predicate.text));
    case 'below':
      return stringsOf(values).some((value) => isBelow(value, predicate.path));
    case 'compare':
      return numbersOf(values).some((value) => compare[predicate.operator](value, predicate.value));
    case 'has':
      return hasAll(values, predicate);
    case 'exists':
      return values.length > 0 !== predicate.negated;
    case 'within':
      return values.some((value) => typeof value === 'object' && isInside(value, predicate.area));
  }
}

/** `folderPath`: of the folder that contains the asset. */
function isBelow(folderPath: string, path: string): boolean {
  return path === '/' || folderPath === path || folderPath.startsWith(`${path}/`);
}

const compare: Readonly<Record<Ordering, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function hasAll(values: Values, { tokens }: FullText): boolean {
  const found = stringsOf(values).flatMap(tokensOf);
  const last = tokens.length - 1;
  return tokens.every((token, index) =>
    index === last ? found.some((one) => one.startsWith(token)) : found.includes(token),
  );
}

function scoreOf(record: SearchRecord, predicate: FullText): number {
  if (!holds(record, predicate)) return 0;
  const found = stringsOf(valuesOf(record, predicate.field) ?? []).flatMap(tokensOf);
  const points = predicate.tokens.map((token) => (found.includes(token) ? 1 : 0.5));
  return points.reduce((sum, point) => sum + point, 0) / points.length + 0.1 / found.length;
}

function stringsOf(values: Values): string[] {
  return values.filter((value) => typeof value === 'string');
}

function numbersOf(values: Values): number[] {
  return values.filter((value) => typeof value === 'number');
}
