import { crc32 } from 'node:zlib';

/**
 * Renditions are not synced to disk (they can be made again, and a sync would cost more than the print), so a power
 * cut may leave a name with a shorter file, or with holes of zeros. Twenty bytes behind the body tell: a mark,
 * the length of the body, its CRC-32. Whoever writes a rendition adds them, whoever reads one looks.
 */
export interface Trailer {
  readonly sizeBytes: number;
  readonly crc: number;
}

export const trailerBytes = 20;

const mark = Buffer.from('CALOTYP1', 'latin1');

/** What belongs behind `body` in its file. */
export function trailerOf(body: Buffer): Buffer {
  return makeTrailer({ sizeBytes: body.length, crc: crc32(body) });
}

export function makeTrailer({ sizeBytes, crc }: Trailer): Buffer {
  const bytes = Buffer.alloc(trailerBytes);
  mark.copy(bytes);
  bytes.writeBigUInt64LE(BigInt(sizeBytes), 8);
  bytes.writeUInt32LE(crc, 16);
  return bytes;
}

/** The trailer of a file of `fileBytes`, given its last bytes. Undefined when they are no trailer of such a file. */
export function parseTrailer(bytes: Buffer, fileBytes: number): Trailer | undefined {
  if (bytes.length !== trailerBytes || mark.compare(bytes, 0, mark.length) !== 0) return undefined;
  const sizeBytes = Number(bytes.readBigUInt64LE(8));
  if (sizeBytes + trailerBytes !== fileBytes) return undefined;
  return { sizeBytes, crc: bytes.readUInt32LE(16) };
}
