/**
 * Arithmetic of the URL language: `ih_mul_0.8_add_iw_mul_0.4` (spec image-transformations §5.1). No brackets, no
 * unary minus.
 */
export interface Expression {
  readonly kind: 'expression';
  readonly operands: readonly Operand[];
  /** One fewer than the operands. */
  readonly operators: readonly Operator[];
}

export type Operand = number | Variable;
export type Variable = (typeof ownVariables)[number] | (typeof baseVariables)[number];
export type Operator = keyof typeof compute;
export type Variables = Readonly<
  Record<(typeof ownVariables)[number], number> & { [Name in (typeof baseVariables)[number]]?: number }
>;

/** Of the picture itself. */
export const ownVariables = ['iw', 'ih', 'iar', 'cw', 'ch', 'car', 'idn'] as const;
/** Of the picture on which a layer lies. */
export const baseVariables = ['bw', 'bh', 'bar'] as const;
const variables = [...ownVariables, ...baseVariables];

const compute = {
  mul: (left: number, right: number) => left * right,
  div: (left: number, right: number) => left / right,
  add: (left: number, right: number) => left + right,
  sub: (left: number, right: number) => left - right,
  mod: (left: number, right: number) => left % right,
  pow: (left: number, right: number) => left ** right,
};

/** Unlike ordinary arithmetic, `mod` and `pow` bind weakest. */
const passes: readonly (readonly Operator[])[] = [['mul', 'div'], ['add', 'sub'], ['mod'], ['pow']];

export function parseExpression(text: string): Expression | undefined {
  const parts = text.split('_');
  const operands = parts.filter((_, index) => index % 2 === 0).map(parseOperand);
  const operators = parts.filter((_, index) => index % 2 === 1);
  if (!operands.every(isPresent) || !operators.every(isOperator)) return undefined;
  if (operands.length !== operators.length + 1) return undefined;
  return { kind: 'expression', operands, operators };
}

/** Not finite when it divides by zero: the caller refuses what it cannot use. */
export function evaluateExpression(expression: Expression, known: Variables): number {
  let values = expression.operands.map((operand) =>
    typeof operand === 'number' ? operand : (known[operand] ?? Number.NaN),
  );
  let operators = expression.operators;
  for (const pass of passes) {
    values = reducePass(values, operators, pass);
    operators = operators.filter((operator) => !pass.includes(operator));
  }
  return values[0] ?? Number.NaN;
}

/** One pass from left to right: operators of this pass are computed, the others keep their operands. */
function reducePass(
  values: readonly number[],
  operators: readonly Operator[],
  pass: readonly Operator[],
): number[] {
  const reduced = values.slice(0, 1);
  operators.forEach((operator, index) => {
    const right = values[index + 1] ?? Number.NaN;
    if (!pass.includes(operator)) reduced.push(right);
    else reduced.push(compute[operator](reduced.pop() ?? Number.NaN, right));
  });
  return reduced;
}

const number = /^\d+(\.\d+)?$/;

function parseOperand(text: string): Operand | undefined {
  if (number.test(text)) return Number(text);
  return variables.find((variable) => variable === text);
}

function isOperator(text: string): text is Operator {
  return Object.hasOwn(compute, text);
}

function isPresent(operand: Operand | undefined): operand is Operand {
  return operand !== undefined;
}
