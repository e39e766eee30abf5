/** Where the official file says something else than the wire: the place in it, what it is instead, and why. */
export interface Correction {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly reason: string;
}

export const corrections: readonly Correction[] = [
  {
    path: ['components', 'schemas', 'FileDetails', 'properties', 'description', 'type'],
    value: ['string', 'null'],
    reason:
      'a file without description has null there, as it has without tags or coordinates (spec library-api §2.1)',
  },
];
