import { inflateSync } from 'node:zlib';
import type { Sfnt } from './sfnt.ts';

const headerBytes = 44;
const entryBytes = 20;

/** WOFF 1.0: the tables of a font, each deflated. Throws when a table is damaged; undefined: no such file. */
export function parseWoff(bytes: Buffer, maxBytes: number): Sfnt | undefined {
  if (bytes.length < headerBytes || bytes.toString('latin1', 0, 4) !== 'wOFF') return undefined;
  const count = bytes.readUInt16BE(12);
  if (bytes.length < headerBytes + count * entryBytes) return undefined;
  const tables = new Map<string, Buffer>();
  let room = maxBytes;
  for (let entry = headerBytes; entry < headerBytes + count * entryBytes; entry += entryBytes) {
    const start = bytes.readUInt32BE(entry + 4);
    const length = bytes.readUInt32BE(entry + 8);
    const originalLength = bytes.readUInt32BE(entry + 12);
    // Some bytes can be deflated gigabytes.
    if (start + length > bytes.length || originalLength > room) return undefined;
    const stored = bytes.subarray(start, start + length);
    const table = length < originalLength ? inflateSync(stored, { maxOutputLength: originalLength }) : stored;
    tables.set(bytes.toString('latin1', entry, entry + 4), table);
    room -= table.length;
  }
  return { flavour: bytes.subarray(4, 8), tables };
}
