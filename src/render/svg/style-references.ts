import { addressesIn, unquoteAddresses } from './clean-css.ts';

/** `references` are drawn by every element that has `key`: `.class`, `#id`, the name of an element, or `*` for all. */
export interface StyleReference {
  readonly key: string;
  readonly references: readonly string[];
}

const everything = '*';

/** The keys by which a rule may find an element. */
export function keysOf(element: string, { id, class: classes = '' }: ElementNames): string[] {
  const names = classes.split(/\s+/).filter((name) => name !== '');
  return [...new Set([everything, element, ...(id === undefined ? [] : [`#${id}`]), ...names.map(dotted)])];
}

interface ElementNames {
  readonly id?: string;
  readonly class?: string;
}

const dotted = (name: string) => `.${name}`;

/**
 * Which parts a cleaned style sheet has drawn, and by whom. A rule goes by one thing that its elements cannot be without;
 * where that is not plain to see it goes by `*`, so that what is counted is never too little.
 */
export function styleReferences(css: string): StyleReference[] {
  const bare = unquoteAddresses(css).replace(/"[^"\n\r]*"|'[^'\n\r]*'/g, ' ');
  // A string that does not end may hide a brace.
  if (/["']/.test(bare)) return [{ key: everything, references: addressesIn(bare) }].filter(hasReferences);
  return bare.split('}').flatMap(referencesOfRule).filter(hasReferences);
}

function hasReferences({ references }: StyleReference): boolean {
  return references.length > 0;
}

/** `rule`: up to its closing brace; before its own may stand those of a rule around it. */
function referencesOfRule(rule: string): StyleReference[] {
  if (!rule.includes('(')) return [];
  const brace = rule.lastIndexOf('{');
  const selectors = rule.slice(rule.lastIndexOf('{', brace - 1) + 1, Math.max(brace, 0));
  const references = addressesIn(rule.slice(brace + 1));
  const outside = { key: everything, references: addressesIn(rule.slice(0, Math.max(brace, 0))) };
  return [outside, ...keysOfSelectors(selectors).map((key) => ({ key, references }))];
}

/** Selectors that may be about something else than the names in them: `:not(.a)`, `[a]`, `a|b`, `&`, `@page`. */
const hardToRead = /[()[\]|&@;]/;

function keysOfSelectors(selectors: string): string[] {
  if (hardToRead.test(selectors)) return [everything];
  return [...new Set(selectors.split(',').map(keyOfSelector))];
}

/** The last compound is about the element itself; a class or an id says more than a name. */
function keyOfSelector(selector: string): string {
  const compound =
    selector
      .trim()
      .split(/[\s>+~]+/)
      .at(-1) ?? '';
  return /[.#][^.#:]+/.exec(compound)?.[0] ?? (/^[^.#:]+/.exec(compound)?.[0] || everything);
}
