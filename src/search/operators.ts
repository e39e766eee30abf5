import type { Area, Ordering, Scalar } from '../domain/search-query.ts';
import type { Operand } from './operands/operand.ts';
import { text } from './operands/text.ts';
import { words } from './operands/words.ts';

export type Operator = '=' | 'NOT =' | ':' | Ordering | 'IN' | 'NOT IN' | 'HAS' | 'EXISTS' | 'NOT EXISTS';

/** What an operator of a field makes of its operand: the predicate of the same kind. */
export type Rule =
  | {
      readonly kind: 'in';
      readonly negated: boolean;
      readonly takes: 'one' | 'array';
      readonly operand: Operand<Scalar>;
    }
  | { readonly kind: 'prefix'; readonly operand: Operand<string> }
  | { readonly kind: 'below'; readonly operand: Operand<string> }
  | { readonly kind: 'compare'; readonly operator: Ordering; readonly operand: Operand<number> }
  | { readonly kind: 'has'; readonly operand: Operand<readonly string[]> }
  | { readonly kind: 'exists'; readonly negated: boolean }
  | { readonly kind: 'within'; readonly operand: Operand<Area> };

/** The operators of a field. An operator that is not among them is refused. */
export type Rules = Readonly<Partial<Record<Operator, Rule>>>;

/** Rows of spec search §3 are put together from these. */
export function equals(operand: Operand<Scalar>): Rules {
  return { '=': { kind: 'in', negated: false, takes: 'one', operand } };
}

export function isAmong(operand: Operand<Scalar>): Rules {
  return { IN: { kind: 'in', negated: false, takes: 'array', operand } };
}

export function membership(operand: Operand<Scalar>): Rules {
  return { ...isAmong(operand), 'NOT IN': { kind: 'in', negated: true, takes: 'array', operand } };
}

export function equality(operand: Operand<Scalar>): Rules {
  return {
    ...equals(operand),
    'NOT =': { kind: 'in', negated: true, takes: 'one', operand },
    ...membership(operand),
  };
}

export function order(operand: Operand<number>): Rules {
  return {
    '<': { kind: 'compare', operator: '<', operand },
    '<=': { kind: 'compare', operator: '<=', operand },
    '>': { kind: 'compare', operator: '>', operand },
    '>=': { kind: 'compare', operator: '>=', operand },
  };
}

export function below(operand: Operand<string>): Rules {
  return { ':': { kind: 'below', operand } };
}

export function within(operand: Operand<Area>): Rules {
  return { '=': { kind: 'within', operand } };
}

export const prefix: Rules = { ':': { kind: 'prefix', operand: text } };

export const fullText: Rules = { HAS: { kind: 'has', operand: words } };

export const presence: Rules = {
  EXISTS: { kind: 'exists', negated: false },
  'NOT EXISTS': { kind: 'exists', negated: true },
};
