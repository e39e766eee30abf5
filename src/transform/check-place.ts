import { baseVariables, type Expression, ownVariables, type Variable } from './expression.ts';
import { type Background, plainColour } from './parameters/background.ts';
import type { StepPlace } from './parameters/parameter.ts';
import { badTransformation } from './refusals.ts';
import type { Token } from './token.ts';

/** What has no picture under it cannot ask for its size; what has no pixels of its own, only for that (§5.1). */
const variablesIn: Readonly<Record<StepPlace, readonly Variable[]>> = {
  base: ownVariables,
  'image layer': [...ownVariables, ...baseVariables],
  'text layer': baseVariables,
  'canvas layer': baseVariables,
};

/** A value that was read from the token may ask for more than there is where it stands. */
export function checkPlace(token: Token, value: unknown, place: StepPlace): void {
  checkVariables(token, value, place);
  // Such a layer has no picture of its own from which a background could be made.
  const isBare = place === 'canvas layer' || place === 'text layer';
  if (isBare && token.key === 'bg' && plainColour(value as Background) === undefined)
    throw badTransformation(token.text);
}

function checkVariables(token: Token, value: unknown, place: StepPlace): void {
  const used = expressionsIn(value).flatMap(({ operands }) => operands);
  const isForeign = used.some(
    (operand) => typeof operand !== 'number' && !variablesIn[place].includes(operand),
  );
  if (isForeign) throw badTransformation(token.text);
}

function expressionsIn(value: unknown): Expression[] {
  if (typeof value !== 'object' || value === null) return [];
  return isExpression(value) ? [value] : Object.values(value).flatMap(expressionsIn);
}

function isExpression(value: object): value is Expression {
  return 'kind' in value && value.kind === 'expression';
}
