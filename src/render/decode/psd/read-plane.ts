import { inflateSync } from 'node:zlib';
import type { Cursor } from './cursor.ts';

export interface PlaneSize {
  readonly width: number;
  readonly height: number;
  readonly depth: 1 | 8 | 16;
}

export type Compression = 'raw' | 'runs' | 'zip' | 'zip with differences';

const compressions: Readonly<Record<number, Compression>> = {
  0: 'raw',
  1: 'runs',
  2: 'zip',
  3: 'zip with differences',
};

export function readCompression(cursor: Cursor): Compression {
  const number = cursor.u16();
  const compression = compressions[number];
  if (compression === undefined) throw new Error(`Compression ${number} of a Photoshop document`);
  return compression;
}

export function rowBytesOf({ width, depth }: PlaneSize): number {
  return Math.ceil((width * depth) / 8);
}

/** One channel of a layer. */
export function readPlane(
  cursor: Cursor,
  size: PlaneSize,
  { isLarge }: { readonly isLarge: boolean },
): Buffer {
  const compression = readCompression(cursor);
  const bytes = rowBytesOf(size) * size.height;
  if (compression === 'raw') return cursor.bytes(bytes);
  if (compression === 'runs') {
    skipCounts(cursor, size.height, { isLarge });
    return readRuns(cursor, bytes);
  }
  const plane = inflateSync(cursor.bytes(cursor.left), { maxOutputLength: Math.max(1, bytes) });
  return compression === 'zip' ? plane : addDifferences(plane, size);
}

/** The lengths of packed rows. Each row tells its end by itself, so they are not needed. */
export function skipCounts(cursor: Cursor, rows: number, { isLarge }: { readonly isLarge: boolean }): void {
  cursor.skip(rows * (isLarge ? 4 : 2));
}

/** PackBits (TIFF 6.0 §9). A run that goes beyond the plane is cut. */
export function readRuns(cursor: Cursor, bytes: number): Buffer {
  const plane = Buffer.alloc(bytes);
  let at = 0;
  while (at < bytes) {
    const header = cursor.u8();
    if (header === 128) continue;
    if (header < 128) {
      const count = Math.min(header + 1, bytes - at);
      cursor.bytes(header + 1).copy(plane, at, 0, count);
      at += count;
    } else {
      const count = Math.min(257 - header, bytes - at);
      plane.fill(cursor.u8(), at, at + count);
      at += count;
    }
  }
  return plane;
}

/** Each value is the difference to the one at its left. */
function addDifferences(plane: Buffer, size: PlaneSize): Buffer {
  const rowBytes = rowBytesOf(size);
  const [step, mask] = size.depth === 16 ? [2, 0xffff] : [1, 0xff];
  for (let row = 0; row + rowBytes <= plane.length; row += rowBytes) {
    for (let at = row + step; at + step <= row + rowBytes; at += step) {
      const sum = plane.readUIntBE(at - step, step) + plane.readUIntBE(at, step);
      plane.writeUIntBE(sum & mask, at, step);
    }
  }
  return plane;
}
