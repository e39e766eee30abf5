import { predicatesOf, type SearchQuery } from '../domain/search-query.ts';
import type { Meanings } from './parse-predicate.ts';
import { parseTree } from './parser.ts';
import { tooLarge } from './refusals.ts';

const maxLength = 10_000;

/**
 * The text of `searchQuery` → a tree (spec search §1). Throws MediaError invalid for the first problem from left to
 * right, with the sentences of §9. `now` is taken once per request; `customFields` are those not deleted.
 */
export function parseQuery(text: string, meanings: Meanings): SearchQuery {
  if (text.length > maxLength) throw tooLarge(`at most ${maxLength} characters`, maxLength);
  if (text.trim() === '') return { root: undefined, mentionsType: false, usesHas: false };
  const root = parseTree(text, meanings);
  const predicates = predicatesOf(root);
  return {
    root,
    mentionsType: predicates.some(({ field }) => field.name === 'type'),
    usesHas: predicates.some(({ kind }) => kind === 'has'),
  };
}
