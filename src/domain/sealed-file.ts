import { crc32 } from 'node:zlib';

/**
 * Renditions are not synced to disk (they can be made again, and a sync would cost more than the print), so a power
 * cut may leave a name with a shorter file, or with holes of zeros. A seal of twenty bytes behind the body tells: a mark,
 * the length of the body, its CRC-32. Whoever writes a rendition seals it, whoever reads one looks.
 */
export interface Seal {
  readonly sizeBytes: number;
  readonly crc: number;
}

export const sealBytes = 20;

const mark = Buffer.from('CALOTYP1', 'latin1');

/** What belongs behind `body` in its file. */
export function sealOf(body: Buffer): Buffer {
  return makeSeal({ sizeBytes: body.length, crc: crc32(body) });
}

export function makeSeal({ sizeBytes, crc }: Seal): Buffer {
  const bytes = Buffer.alloc(sealBytes);
  mark.copy(bytes);
  bytes.writeBigUInt64LE(BigInt(sizeBytes), 8);
  bytes.writeUInt32LE(crc, 16);
  return bytes;
}

/** The seal of a file of `fileBytes`, given its last bytes. Undefined when they are no seal of such a file. */
export function parseSeal(bytes: Buffer, fileBytes: number): Seal | undefined {
  if (bytes.length !== sealBytes || mark.compare(bytes, 0, mark.length) !== 0) return undefined;
  const sizeBytes = Number(bytes.readBigUInt64LE(8));
  if (sizeBytes + sealBytes !== fileBytes) return undefined;
  return { sizeBytes, crc: bytes.readUInt32LE(16) };
}
