/**
 * Microseconds a card, as measured in a library of a million: they decide how a search is read, never what it finds. Cards
 * that were made one after another lie side by side; the others are a page of the file each.
 */
export interface Costs {
  /** One that an index points at, looked up and sorted. */
  readonly gather: number;
  /** The next one in the order of creation, and whether it fits. */
  readonly walkByCreation: number;
  /** The next one in another order: it lies anywhere. */
  readonly walk: number;
  /** The next one in any order, if it need not be looked at. */
  readonly pass: number;
  /** Into another table, for what is told by its key. */
  readonly look: number;
  /** The key of one that an index points at, kept to know it by. */
  readonly note: number;
  /** The next one in the order in which they lie. */
  readonly scan: number;
  /** How relevant it is. */
  readonly score: number;
  /** To count how many an index points at. */
  readonly countAll: number;
  /** So many are looked up without asking whether another way is shorter. */
  readonly fewEnough: number;
}
