import { createCipheriv, createHash } from 'node:crypto';

/** Chance that comes out the same in every run, so that a failure can be seen again. */
export interface Seeded {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  pick<Item>(items: readonly Item[]): Item;
  bytes(length: number): Buffer;
}

export function createSeeded(seed: string): Seeded {
  const key = createHash('sha256').update(seed).digest().subarray(0, 16);
  const stream = createCipheriv('aes-128-ctr', key, Buffer.alloc(16));
  const bytes = (length: number) => stream.update(Buffer.alloc(length));
  const integer = (min: number, max: number) => min + (bytes(4).readUInt32LE() % (max - min + 1));
  return {
    bytes,
    integer,
    pick: (items) => {
      const item = items[integer(0, items.length - 1)];
      if (item === undefined) throw new RangeError('There is nothing to pick from.');
      return item;
    },
  };
}
