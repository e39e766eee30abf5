import type { Predicate, SearchNode } from '../domain/search-query.ts';
import { createLexer, type Lexer } from './lexer.ts';
import { type Meanings, parsePredicate } from './parse-predicate.ts';
import { badSyntax, tooLarge } from './refusals.ts';
import { isKeyword, isSymbol } from './token.ts';

/** Each level is a level of the stack, here and in everything that walks the tree: a text must not overflow it. */
const maxDepth = 100;
/** Each becomes a part of one statement, and databases limit how long those may be (SQLite: 1000 deep). */
const maxConditions = 500;

/** `text` must not be blank. Parentheses, then `AND`, then `OR` (spec search §1). */
export function parseTree(text: string, meanings: Meanings): SearchNode {
  const reading = { lexer: createLexer(text), meanings, conditions: 0 };
  const root = parseOr(reading, 0);
  const { kind, start } = reading.lexer.peek();
  if (kind !== 'end') throw badSyntax(start);
  return root;
}

interface Reading {
  readonly lexer: Lexer;
  readonly meanings: Meanings;
  conditions: number;
}

function parseOr(reading: Reading, depth: number): SearchNode {
  return parseSeries(reading, 'or', () => parseAnd(reading, depth));
}

function parseAnd(reading: Reading, depth: number): SearchNode {
  return parseSeries(reading, 'and', () => parsePrimary(reading, depth));
}

/** One node stays itself; more of them become one group however many they are, so that chains are not deep. */
function parseSeries({ lexer }: Reading, kind: 'and' | 'or', parseNode: () => SearchNode): SearchNode {
  const first = parseNode();
  const nodes = [first];
  while (isKeyword(lexer.peek(), kind.toUpperCase())) {
    lexer.take();
    nodes.push(parseNode());
  }
  return nodes.length === 1 ? first : { kind, nodes };
}

function parsePrimary(reading: Reading, depth: number): SearchNode {
  const { lexer, meanings } = reading;
  const { start } = lexer.peek();
  if (isSymbol(lexer.peek(), '(')) return parseGroup(reading, depth);
  const predicate = parsePredicate(lexer, meanings);
  reading.conditions += conditionsOf(predicate);
  if (reading.conditions > maxConditions) throw tooLarge(`at most ${maxConditions} conditions`, start);
  return predicate;
}

function parseGroup(reading: Reading, depth: number): SearchNode {
  const { start } = reading.lexer.take();
  if (depth === maxDepth) throw tooLarge(`at most ${maxDepth} levels of parentheses`, start);
  const node = parseOr(reading, depth + 1);
  const closing = reading.lexer.take();
  if (!isSymbol(closing, ')')) throw badSyntax(closing.start);
  return node;
}

/** Every token of full text is looked for by itself. */
function conditionsOf(predicate: Predicate): number {
  return predicate.kind === 'has' ? predicate.tokens.length : 1;
}
