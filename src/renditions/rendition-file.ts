import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { parseTrailer, trailerBytes } from '../domain/file-trailer.ts';

/** What lies in a file of the cache: always its length, and the bytes when they are few. */
export interface RenditionBody {
  readonly sizeBytes: number;
  readonly bytes?: Buffer;
}

const pieceBytes = 256 * 1024;

/**
 * Reads a file with its trailer, and says when it is not whole. A large body that is `trusted`, because this process has
 * written or checked it before, is not read again only to be checked.
 */
export async function readRendition(
  path: string,
  { maxLoadBytes, trusted }: { readonly maxLoadBytes: number; readonly trusted: boolean },
): Promise<RenditionBody | 'damaged'> {
  await using file = await open(path);
  const { size } = await file.stat();
  const loaded = size <= maxLoadBytes + trailerBytes ? await readPart(file, 0, size) : undefined;
  const end = loaded?.subarray(-trailerBytes) ?? (await readPart(file, size - trailerBytes, trailerBytes));
  const trailer = parseTrailer(end, size);
  if (trailer === undefined) return 'damaged';
  const { sizeBytes, crc } = trailer;
  if (loaded === undefined)
    return trusted || (await crcOf(file, sizeBytes)) === crc ? { sizeBytes } : 'damaged';
  const bytes = loaded.subarray(0, sizeBytes);
  return crc32(bytes) === crc ? { sizeBytes, bytes } : 'damaged';
}

/** In pieces, so that a film neither fills the memory nor holds up the event loop. */
async function crcOf(file: FileHandle, sizeBytes: number): Promise<number> {
  let crc = 0;
  for (let position = 0; position < sizeBytes; position += pieceBytes) {
    crc = crc32(await readPart(file, position, Math.min(pieceBytes, sizeBytes - position)), crc);
  }
  return crc;
}

/** Shorter than `length` when the file ends before. Not from Buffer's pool: a slice would keep the pool alive. */
async function readPart(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const part = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(part, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return part.subarray(0, filled);
}
