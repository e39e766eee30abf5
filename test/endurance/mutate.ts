import type { Seeded } from './seeded.ts';

/** One way to damage a file, as a careless disk or a careful attacker would. */
type Mutation = (bytes: Buffer, seeded: Seeded) => Buffer;

const mutations: readonly Mutation[] = [
  flipBits,
  truncate,
  swapBlocks,
  editLength,
  spliceHeader,
  repeatBlock,
  fillWithZeros,
];

/** One to three mutations, one upon the other. */
export function mutate(bytes: Buffer, seeded: Seeded): Buffer {
  let mutated = bytes;
  for (let count = seeded.integer(1, 3); count > 0; count -= 1) {
    mutated = seeded.pick(mutations)(mutated, seeded);
  }
  return mutated;
}

function flipBits(bytes: Buffer, seeded: Seeded): Buffer {
  const flipped = Buffer.from(bytes);
  for (let count = seeded.integer(1, 24); count > 0; count -= 1) {
    const at = placeIn(bytes, seeded);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << seeded.integer(0, 7));
  }
  return flipped;
}

function truncate(bytes: Buffer, seeded: Seeded): Buffer {
  return bytes.subarray(0, seeded.integer(1, bytes.length));
}

function swapBlocks(bytes: Buffer, seeded: Seeded): Buffer {
  const [first, middle, last] = cutInThree(bytes, seeded);
  return Buffer.concat([last, middle, first]);
}

/** Lengths, counts and sizes are big-endian or little-endian, two bytes or four, and mostly near the start. */
function editLength(bytes: Buffer, seeded: Seeded): Buffer {
  const edited = Buffer.concat([bytes, Buffer.alloc(4)]);
  const at = seeded.integer(0, Math.min(bytes.length, 256) - 1);
  const value = seeded.pick([0, 1, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff]);
  if (value > 0xffff) edited.writeUInt32BE(value, at);
  else if (seeded.pick([true, false])) edited.writeUInt16BE(value, at);
  else edited.writeUInt16LE(value, at);
  return edited.subarray(0, bytes.length);
}

const headers = [
  '\xff\xd8\xff\xe0',
  '\x89PNG\r\n\x1a\n',
  'GIF89a',
  'RIFF\xff\xff\xff\x7fWEBPVP8X',
  '<svg ',
].map((text) => Buffer.from(text, 'latin1'));

/** The beginning of one format before the rest of another. */
function spliceHeader(bytes: Buffer, seeded: Seeded): Buffer {
  const header = seeded.pick(headers);
  return Buffer.concat([header, bytes.subarray(Math.min(bytes.length, seeded.pick([0, header.length, 64])))]);
}

function repeatBlock(bytes: Buffer, seeded: Seeded): Buffer {
  const [first, middle, last] = cutInThree(bytes, seeded);
  const times = seeded.integer(2, 20);
  return Buffer.concat([first, ...Array.from({ length: times }, () => middle), last]);
}

function fillWithZeros(bytes: Buffer, seeded: Seeded): Buffer {
  const filled = Buffer.from(bytes);
  const from = placeIn(bytes, seeded);
  return filled.fill(0, from, Math.min(bytes.length, from + seeded.integer(1, 64)));
}

function cutInThree(bytes: Buffer, seeded: Seeded): [Buffer, Buffer, Buffer] {
  const from = placeIn(bytes, seeded);
  const to = seeded.integer(from, bytes.length);
  return [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
}

function placeIn(bytes: Buffer, seeded: Seeded): number {
  return seeded.integer(0, Math.max(0, bytes.length - 1));
}
