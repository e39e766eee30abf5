import type { Amount, Bounds } from './amount.ts';
import { evaluateExpression, type Variables } from './expression.ts';
import { badTransformation } from './refusals.ts';

/** The number that `amount` stands for; what an expression gives must lie within `bounds` too (T26). */
export function evaluateAmount(key: string, amount: Amount, known: Variables, bounds: Bounds): number {
  const number = typeof amount === 'number' ? amount : evaluateExpression(amount, known);
  const { min, max = Number.MAX_VALUE } = bounds;
  if (!(number >= min && number <= max)) throw badTransformation(`${key}: the expression gives ${number}`);
  return number;
}
