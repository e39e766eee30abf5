import { type DibHeader, readDibHeader } from './bmp/dib-header.ts';
import { dibStride, readDibPixels } from './bmp/read-pixels.ts';
import { checkPixels } from './check-pixels.ts';
import type { Decoded, DecodeLimits, Decoder } from './decoder.ts';
import { readWhole } from './read-whole.ts';

/** The largest picture of an icon or a cursor; among equals the one with most colours. */
export const ico: Decoder = {
  async readHeader(path, limits) {
    const { width, height } = largestOf(await readWhole(path, limits));
    return { width, height, hasAlpha: true, hasProfile: false, hasMetadata: false };
  },

  async decode(path, _, limits) {
    const image = largestOf(await readWhole(path, limits));
    checkPixels(image, limits);
    return image.decode(limits);
  },
};

interface IconImage {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  decode(limits: DecodeLimits): Decoded;
}

const directoryBytes = 6;
const entryBytes = 16;
const maxImages = 256;

function largestOf(file: Buffer): IconImage {
  const count = Math.min(file.readUInt16LE(4), maxImages);
  const images = Array.from({ length: count }, (_, index) =>
    readImage(file, directoryBytes + index * entryBytes),
  );
  const [largest] = images
    .filter((image) => image !== undefined)
    .sort((one, other) => sizeOf(other) - sizeOf(one) || other.bitsPerPixel - one.bitsPerPixel);
  if (largest === undefined) throw new Error('An icon without a picture');
  return largest;
}

function sizeOf({ width, height }: IconImage): number {
  return width * height;
}

const pngSignature = '\x89PNG';

/** The directory's own numbers are one byte each: sizes are read from the pictures. Undefined: it cannot be read. */
function readImage(file: Buffer, entry: number): IconImage | undefined {
  try {
    const offset = file.readUInt32LE(entry + 12);
    const bytes = file.subarray(offset, offset + file.readUInt32LE(entry + 8));
    return bytes.toString('latin1', 0, 4) === pngSignature ? readPng(bytes) : readDib(bytes);
  } catch {
    return undefined;
  }
}

/** Since Windows Vista. The first chunk of a PNG is its header. */
function readPng(bytes: Buffer): IconImage {
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    bitsPerPixel: 32,
    decode: () => ({ bytes }),
  };
}

/** Colours first, then one bit a pixel: 1 is transparent. The height counts both. */
function readDib(bytes: Buffer): IconImage {
  const both = readDibHeader(bytes, 0);
  const header: DibHeader = { ...both, height: Math.floor(both.height / 2), masks: withAlpha(both) };
  const { width, height, bitsPerPixel } = header;
  return {
    width,
    height,
    bitsPerPixel,
    decode: () => {
      const rgba = readDibPixels(bytes, header, header.end);
      if (bitsPerPixel < 32 || !hasAlpha(rgba)) applyMask(rgba, bytes, header);
      return { bytes: rgba, raw: { width, height, channels: 4 } };
    },
  };
}

/** In an icon the fourth byte of a pixel is alpha. */
function withAlpha({ bitsPerPixel, masks }: DibHeader): DibHeader['masks'] {
  return bitsPerPixel === 32 ? [masks[0], masks[1], masks[2], 0xff000000] : masks;
}

function hasAlpha(rgba: Buffer): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 0) return true;
  return false;
}

function applyMask(
  rgba: Buffer,
  bytes: Buffer,
  { width, height, bitsPerPixel, isTopDown, end }: DibHeader,
): void {
  const stride = dibStride(width, 1);
  const start = end + dibStride(width, bitsPerPixel) * height;
  for (let y = 0; y < height; y += 1) {
    const row = start + (isTopDown ? y : height - 1 - y) * stride;
    for (let x = 0; x < width; x += 1) {
      const isClear = ((bytes[row + (x >> 3)] ?? 0) >> (7 - (x % 8))) & 1;
      rgba[4 * (y * width + x) + 3] = isClear === 1 ? 0 : 255;
    }
  }
}
