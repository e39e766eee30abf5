import type { Predicate, SearchField } from '../domain/search-query.ts';
import { type CustomFieldTypes, findField, nameOf, rowOf } from './fields.ts';
import type { Lexer } from './lexer.ts';
import type { Operand } from './operands/operand.ts';
import type { Operator, Rule, Rules } from './operators.ts';
import { badSyntax, badValue, unknownField, unsupportedOperator } from './refusals.ts';
import { isKeyword, isSymbol, type Token } from './token.ts';

/** What a name or a value means is known outside the text. */
export interface Meanings {
  readonly now: Date;
  readonly customFields: CustomFieldTypes;
}

export function parsePredicate(lexer: Lexer, { now, customFields }: Meanings): Predicate {
  const field = readField(lexer, customFields);
  const rule = readRule(lexer, field);
  const one = <Value>(operand: Operand<Value>) => readValue(lexer, { field, operand, now });
  switch (rule.kind) {
    case 'in': {
      const values =
        rule.takes === 'one' ? [one(rule.operand)] : readArray(lexer, field, () => one(rule.operand));
      return { kind: 'in', field, negated: rule.negated, values };
    }
    case 'prefix':
      return { kind: 'prefix', field, text: one(rule.operand) };
    case 'below':
      return { kind: 'below', field, path: one(rule.operand) };
    case 'compare':
      return { kind: 'compare', field, operator: rule.operator, value: one(rule.operand) };
    case 'has':
      return { kind: 'has', field, tokens: one(rule.operand) };
    case 'within':
      return { kind: 'within', field, area: one(rule.operand) };
    case 'exists':
      return { kind: 'exists', field, negated: rule.negated };
  }
}

/** Any field may be quoted. */
function readField(lexer: Lexer, customFields: CustomFieldTypes): SearchField {
  const { kind, text, start } = lexer.take();
  if (kind !== 'word' && kind !== 'string') throw badSyntax(start);
  const field = findField(text, customFields);
  if (field === undefined) throw unknownField(text, start);
  return field;
}

function readRule(lexer: Lexer, field: SearchField): Rule {
  const { start } = lexer.peek();
  const operator = readOperator(lexer);
  const { operators } = rowOf(field);
  const rule = isOperatorOf(operators, operator) ? operators[operator] : undefined;
  if (rule === undefined) throw unsupportedOperator(nameOf(field), operator, start);
  return rule;
}

function isOperatorOf(rules: Rules, operator: string): operator is Operator {
  return Object.hasOwn(rules, operator);
}

/** `NOT HAS` is read as one, although no field has it: its refusal can then name it. */
function readOperator(lexer: Lexer): string {
  const isNegated = isKeyword(lexer.peek(), 'NOT');
  if (isNegated) lexer.take();
  const token = lexer.take();
  if (!isOperator(token)) throw badSyntax(token.start);
  if (isNegated) return `NOT ${token.text}`;
  return token.text === '!=' ? 'NOT =' : token.text;
}

const operatorSymbols = new Set(['=', '!=', ':', '<', '<=', '>', '>=']);
const operatorKeywords = new Set(['IN', 'HAS', 'EXISTS']);

function isOperator({ kind, text }: Token): boolean {
  return kind === 'symbol' ? operatorSymbols.has(text) : kind === 'keyword' && operatorKeywords.has(text);
}

function readArray<Value>(lexer: Lexer, field: SearchField, readElement: () => Value): Value[] {
  const opening = lexer.take();
  if (!isSymbol(opening, '[') || isSymbol(lexer.peek(), ']')) {
    throw badValue(nameOf(field), 'a valid array value.', opening.start);
  }
  const values = [readElement()];
  while (isSymbol(lexer.peek(), ',')) {
    lexer.take();
    values.push(readElement());
  }
  const closing = lexer.take();
  if (!isSymbol(closing, ']')) throw badSyntax(closing.start);
  return values;
}

interface Wanted<Value> {
  readonly field: SearchField;
  readonly operand: Operand<Value>;
  readonly now: Date;
}

function readValue<Value>(lexer: Lexer, { field, operand, now }: Wanted<Value>): Value {
  const token = lexer.take();
  if (isMissing(token)) throw badSyntax(token.start);
  const value = operand.read(token, now);
  if (value === undefined) throw badValue(nameOf(field), operand.expected, token.start);
  return value;
}

/** An unquoted word or an array stands where a value should, and can be told what is wanted; these cannot. */
function isMissing(token: Token): boolean {
  if (token.kind === 'symbol') return token.text !== '[';
  return token.kind === 'keyword' || token.kind === 'broken' || token.kind === 'end';
}
