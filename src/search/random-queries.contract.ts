import type { BuiltInField, SearchField } from '../domain/search-query.ts';
import { builtInFields, type CustomFieldTypes, nameOf, rowOf } from './fields.ts';
import type { Operator, Rule } from './operators.ts';
import { quote, writeOperand } from './random-operands.contract.ts';
import type { SearchRecord } from './search-record.contract.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.contract.ts';

export interface RandomQueryOptions {
  readonly seed: number;
  /** Operands are near their values, so that most queries find some of them and not all. */
  readonly records: readonly SearchRecord[];
  readonly customFields: CustomFieldTypes;
}

/** Valid queries without end: every field with every operator and every way to write it. */
export function createRandomQueries({ seed, records, customFields }: RandomQueryOptions): () => string {
  const random = createSeededRandom(seed);
  const writing = { random, records, fields: allFields(customFields) };
  return () => joinTokens(writeSeries(writing, 3), random);
}

interface Writing {
  readonly random: SeededRandom;
  readonly records: readonly SearchRecord[];
  readonly fields: readonly SearchField[];
}

function allFields(customFields: CustomFieldTypes): SearchField[] {
  const names = Object.keys(builtInFields) as BuiltInField[];
  const custom = [...customFields].map(([key, type]) => ({ name: 'customMetadata', key, type }) as const);
  return [...names.map((name) => ({ name })), ...custom];
}

function writeSeries(writing: Writing, depth: number): string[] {
  const { random } = writing;
  const tokens = writePrimary(writing, depth);
  while (random.below(5) < 2)
    tokens.push(keyword(random.pick(['AND', 'OR']), random), ...writePrimary(writing, depth));
  return tokens;
}

function writePrimary(writing: Writing, depth: number): string[] {
  if (depth > 0 && writing.random.oneIn(5)) return ['(', ...writeSeries(writing, depth - 1), ')'];
  return writePredicate(writing);
}

function writePredicate({ random, records, fields }: Writing): string[] {
  const field = random.pick(fields);
  const [operator, rule] = random.pick(Object.entries(rowOf(field).operators) as [Operator, Rule][]);
  const write = () => (rule.kind === 'exists' ? '' : writeOperand(rule.operand, { random, records, field }));
  return [writeField(field, random), ...writeOperator(operator, random), ...writeRest(rule, write, random)];
}

function writeField(field: SearchField, random: SeededRandom): string {
  const name = nameOf(field);
  const canStandAlone = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name);
  return canStandAlone && random.oneIn(2) ? name : quote(name, random);
}

function writeOperator(operator: Operator, random: SeededRandom): string[] {
  if (operator === 'NOT =' && random.oneIn(3)) return ['!='];
  return operator.split(' ').map((part) => keyword(part, random));
}

function writeRest(rule: Rule, write: () => string, random: SeededRandom): string[] {
  if (rule.kind === 'exists') return [];
  if (rule.kind !== 'in' || rule.takes === 'one') return [write()];
  const more = Array.from({ length: random.below(4) }, () => [',', write()]);
  return ['[', write(), ...more.flat(), ']'];
}

function keyword(word: string, random: SeededRandom): string {
  return random.oneIn(5) ? word.toLowerCase() : word;
}

/** White space is optional wherever two tokens would not run into one. */
function joinTokens(tokens: readonly string[], random: SeededRandom): string {
  return tokens.reduce((text, token) => {
    const wouldMerge = /[\p{L}\p{M}\p{N}_.:+-]$/u.test(text) && /^[\p{L}\p{N}_.:+-]/u.test(token);
    return text + (wouldMerge || !random.oneIn(3) ? random.pick([' ', ' ', '  ', '\t', '\r\n']) : '') + token;
  });
}
