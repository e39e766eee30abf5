import type { FullText, SearchNode } from '../../domain/search-query.ts';
import type { Condition } from './condition.ts';
import type { KeySource } from './key-sources.ts';
import type { Passing } from './passing.ts';

/** How the cards of a search are come by. Each finds the same, as far as it goes. */
export type Reading = Walk | Sieve | Gather | Scan | ByWords | ByScores;

export interface Readings {
  readonly first: Reading;
  /**
   * Another, for when the first has not filled the page: it stops early, because what fits may all lie at the far end.
   * Which one is looked for only then.
   */
  readonly other?: () => Promise<Reading>;
}

/** In the order of the list, by an index, until the page is full. */
export interface Walk {
  readonly kind: 'walk';
  readonly passes: Passing;
  /** Absent: to the end of the library. */
  readonly end?: Condition;
}

/** A walk that stops at no cards but those that another index points at: it tells them by their keys. */
export interface Sieve extends Omit<Walk, 'kind'>, Hits {
  readonly kind: 'sieve';
}

/** Those that an index points at, sorted. */
export interface Gather extends Hits {
  readonly kind: 'gather';
  /** Other indexes that must point at them too, read whole. */
  readonly crossed: readonly Hits[];
}

export interface Hits {
  readonly source: KeySource;
  /** Parts of the search that need no second look. */
  readonly proven: readonly SearchNode[];
}

/** All as they lie, sorted. */
export interface Scan {
  readonly kind: 'scan';
}

/** In the order of relevance, by the index of words: those that have the last word whole, then those where it goes on. */
export interface ByWords {
  readonly kind: 'words';
  readonly text: FullText;
  readonly goesOn: boolean;
}

/** All that any text scores for, sorted by it: for a search that asks for nothing but words. */
export interface ByScores {
  readonly kind: 'scores';
  readonly root: SearchNode;
}
