/** `if-h_gte_100_and_h_lte_400_or_ar_lt_4-3` (spec image-transformations §5.2): `and` binds stronger than `or`. */
export interface Condition {
  readonly anyOf: readonly { readonly allOf: readonly Comparison[] }[];
}

export interface Comparison {
  readonly property: Property;
  readonly operator: ComparisonOperator;
  /** A plain number is `value : 1`. */
  readonly value: { readonly width: number; readonly height: number };
  readonly isRatio: boolean;
}

export type Property = keyof typeof propertyOf;
export type ComparisonOperator = keyof typeof compare;

export interface ConditionFacts {
  /** Input of the step. */
  readonly current: Size;
  readonly original: Size;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const propertyOf = {
  w: ({ current }: ConditionFacts): Size => ({ width: current.width, height: 1 }),
  h: ({ current }: ConditionFacts): Size => ({ width: current.height, height: 1 }),
  ar: ({ current }: ConditionFacts): Size => current,
  iw: ({ original }: ConditionFacts): Size => ({ width: original.width, height: 1 }),
  ih: ({ original }: ConditionFacts): Size => ({ width: original.height, height: 1 }),
  iar: ({ original }: ConditionFacts): Size => original,
};

const compare = {
  eq: (difference: number) => difference === 0,
  ne: (difference: number) => difference !== 0,
  gt: (difference: number) => difference > 0,
  gte: (difference: number) => difference >= 0,
  lt: (difference: number) => difference < 0,
  lte: (difference: number) => difference <= 0,
};

export function parseCondition(text: string): Condition | undefined {
  const anyOf: { allOf: readonly Comparison[] }[] = [];
  for (const part of text.split('_or_')) {
    const allOf = part.split('_and_').flatMap((comparison) => parseComparison(comparison) ?? []);
    if (allOf.length !== part.split('_and_').length) return undefined;
    anyOf.push({ allOf });
  }
  return { anyOf };
}

export function isMet(condition: Condition, facts: ConditionFacts): boolean {
  return condition.anyOf.some(({ allOf }) => allOf.every((comparison) => holds(comparison, facts)));
}

const comparisonForm = /^(w|h|ar|iw|ih|iar)_(eq|ne|gt|gte|lt|lte)_(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/;

function parseComparison(text: string): Comparison | undefined {
  const [, property, operator, first, second] = comparisonForm.exec(text) ?? [];
  if (property === undefined) return undefined;
  if (second !== undefined && (!property.endsWith('ar') || Number(second) === 0)) return undefined;
  return {
    property: property as Property,
    operator: operator as ComparisonOperator,
    value: { width: Number(first), height: Number(second ?? 1) },
    isRatio: second !== undefined,
  };
}

/** A decimal ratio such as 1.33 never equals 4:3 exactly. */
const ratioTolerance = 0.0001;

function holds({ property, operator, value, isRatio }: Comparison, facts: ConditionFacts): boolean {
  const actual = propertyOf[property](facts);
  // Cross-multiplied: ratios are compared exactly, 3·W = 4·H.
  const difference = actual.width * value.height - actual.height * value.width;
  const isDecimalRatio = property.endsWith('ar') && !isRatio;
  const isEquality = operator === 'eq' || operator === 'ne';
  if (isDecimalRatio && isEquality && Math.abs(difference / actual.height) <= ratioTolerance) {
    return operator === 'eq';
  }
  return compare[operator](difference);
}
