import type { DibHeader } from './dib-header.ts';
import { expandRle } from './expand-rle.ts';

/** RGBA, top row first. What the file breaks off before is black. */
export function readDibPixels(file: Buffer, header: DibHeader, offset: number): Buffer {
  const { width, height } = header;
  const rgba = Buffer.alloc(width * height * 4);
  const writeRow = rowWriter(header);
  const { bytes, stride } = rowsOf(file, header, offset);
  for (let y = 0; y < height; y += 1) {
    const row = header.isTopDown ? y : height - 1 - y;
    const from = row * stride;
    writeRow(bytes.subarray(from, from + stride), rgba, y * width * 4);
  }
  return rgba;
}

/** Rows end on a multiple of four bytes. */
export function dibStride(width: number, bitsPerPixel: number): number {
  return Math.ceil((width * bitsPerPixel) / 32) * 4;
}

function rowsOf(file: Buffer, header: DibHeader, offset: number): { bytes: Uint8Array; stride: number } {
  const { width, height, bitsPerPixel, compression } = header;
  const stride = dibStride(width, bitsPerPixel);
  if (compression === 'none') return { bytes: file.subarray(offset, offset + stride * height), stride };
  return { bytes: expandRle(file.subarray(offset), { width, height, bitsPerPixel }), stride: width };
}

type WriteRow = (row: Uint8Array, rgba: Buffer, at: number) => void;

function rowWriter(header: DibHeader): WriteRow {
  if (header.bitsPerPixel <= 8)
    return paletteRow(header, header.compression === 'none' ? header.bitsPerPixel : 8);
  return header.bitsPerPixel === 24 ? trueColourRow(header) : maskedRow(header);
}

function paletteRow({ width, palette, paletteEntryBytes }: DibHeader, bitsPerIndex: number): WriteRow {
  const perByte = 8 / bitsPerIndex;
  const highest = 2 ** bitsPerIndex - 1;
  return (row, rgba, at) => {
    for (let x = 0; x < width; x += 1) {
      const byte = row[Math.floor(x / perByte)] ?? 0;
      const colour = ((byte >> (8 - bitsPerIndex * ((x % perByte) + 1))) & highest) * paletteEntryBytes;
      writePixel(rgba, at + 4 * x, palette[colour + 2], palette[colour + 1], palette[colour], 255);
    }
  };
}

function trueColourRow({ width }: DibHeader): WriteRow {
  return (row, rgba, at) => {
    for (let x = 0; x < width; x += 1)
      writePixel(rgba, at + 4 * x, row[3 * x + 2], row[3 * x + 1], row[3 * x], 255);
  };
}

/** 16 or 32 bits a pixel, of which masks say what is what. */
function maskedRow({ width, bitsPerPixel, masks }: DibHeader): WriteRow {
  const bytesPerPixel = bitsPerPixel / 8;
  const [red, green, blue, alpha] = masks.map(channelReader);
  return (row, rgba, at) => {
    for (let x = 0; x < width; x += 1) {
      const from = x * bytesPerPixel;
      let pixel = 0;
      for (let byte = bytesPerPixel - 1; byte >= 0; byte -= 1) pixel = pixel * 256 + (row[from + byte] ?? 0);
      writePixel(
        rgba,
        at + 4 * x,
        red?.(pixel),
        green?.(pixel),
        blue?.(pixel),
        masks[3] === 0 ? 255 : alpha?.(pixel),
      );
    }
  };
}

/** The bits under a mask, stretched to 0…255. */
function channelReader(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const lowest = 2 ** (31 - Math.clz32(mask & -mask));
  const highest = (mask >>> 0) / lowest;
  return (pixel) => Math.round((((pixel & mask) >>> 0) / lowest / highest) * 255);
}

function writePixel(
  rgba: Buffer,
  at: number,
  red: number | undefined,
  green: number | undefined,
  blue: number | undefined,
  alpha: number | undefined,
): void {
  rgba[at] = red ?? 0;
  rgba[at + 1] = green ?? 0;
  rgba[at + 2] = blue ?? 0;
  rgba[at + 3] = alpha ?? 255;
}
