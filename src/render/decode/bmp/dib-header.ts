/** A device-independent bitmap: what a BMP and an icon have in common (Microsoft, [MS-WMF] §2.2.2). */
export interface DibHeader {
  readonly width: number;
  readonly height: number;
  readonly isTopDown: boolean;
  readonly bitsPerPixel: number;
  readonly compression: DibCompression;
  /** Where red, green, blue and alpha are in a pixel of 16 or 32 bits. No mask: the channel is not there. */
  readonly masks: readonly [number, number, number, number];
  /** Blue, green, red (and a byte that means nothing) per colour. */
  readonly palette: Uint8Array;
  readonly paletteEntryBytes: 3 | 4;
  /** Dots per inch, when stated. */
  readonly density?: number;
  /** Where pixels begin when nobody says so. */
  readonly end: number;
}

export type DibCompression = 'none' | 'rle8' | 'rle4';

const compressions: Readonly<Record<number, DibCompression>> = {
  0: 'none',
  1: 'rle8',
  2: 'rle4',
  3: 'none',
  6: 'none',
};

const bitFields = 3;
const alphaBitFields = 6;
const coreHeaderBytes = 12;
const infoHeaderBytes = 40;
/** From this version on the masks, the fourth for alpha included, are part of the header. */
const v3HeaderBytes = 56;
const inchesPerMetre = 0.0254;

/** `offset`: of the DIB. Throws RangeError where the file is too short for a header. */
export function readDibHeader(file: Buffer, offset: number): DibHeader {
  const headerBytes = file.readUInt32LE(offset);
  return headerBytes === coreHeaderBytes ? readCore(file, offset) : readInfo(file, offset, headerBytes);
}

/** OS/2 1.x. */
function readCore(file: Buffer, offset: number): DibHeader {
  const bitsPerPixel = checkDepth(file.readUInt16LE(offset + 10));
  const end = offset + coreHeaderBytes;
  const paletteBytes = bitsPerPixel <= 8 ? 3 * 2 ** bitsPerPixel : 0;
  return {
    width: file.readUInt16LE(offset + 4),
    height: file.readUInt16LE(offset + 6),
    isTopDown: false,
    bitsPerPixel,
    compression: 'none',
    masks: usualMasks(bitsPerPixel),
    palette: file.subarray(end, end + paletteBytes),
    paletteEntryBytes: 3,
    end: end + paletteBytes,
  };
}

function readInfo(file: Buffer, offset: number, headerBytes: number): DibHeader {
  if (headerBytes < infoHeaderBytes) throw new RangeError('The header of the bitmap is too short');
  const height = file.readInt32LE(offset + 8);
  const bitsPerPixel = checkDepth(file.readUInt16LE(offset + 14));
  const method = file.readUInt32LE(offset + 16);
  const compression = compressions[method];
  if (compression === undefined) throw new Error(`Compression ${method} of a bitmap`);
  const density = Math.round(file.readInt32LE(offset + 24) * inchesPerMetre);
  const masksBehind = headerBytes === infoHeaderBytes ? masksBehindHeader(method) : 0;
  const paletteAt = offset + headerBytes + masksBehind;
  const colours = bitsPerPixel <= 8 ? file.readUInt32LE(offset + 32) || 2 ** bitsPerPixel : 0;
  const paletteBytes = 4 * Math.min(colours, 256);
  return {
    width: file.readInt32LE(offset + 4),
    height: Math.abs(height),
    isTopDown: height < 0,
    bitsPerPixel,
    compression,
    masks: readMasks(file, offset, { headerBytes, method, bitsPerPixel }),
    palette: file.subarray(paletteAt, paletteAt + paletteBytes),
    paletteEntryBytes: 4,
    ...(density > 0 ? { density } : {}),
    end: paletteAt + paletteBytes,
  };
}

function checkDepth(bitsPerPixel: number): number {
  if (![1, 2, 4, 8, 16, 24, 32].includes(bitsPerPixel))
    throw new Error(`A bitmap of ${bitsPerPixel} bits a pixel`);
  return bitsPerPixel;
}

function masksBehindHeader(method: number): number {
  if (method === bitFields) return 12;
  return method === alphaBitFields ? 16 : 0;
}

function readMasks(
  file: Buffer,
  offset: number,
  { headerBytes, method, bitsPerPixel }: { headerBytes: number; method: number; bitsPerPixel: number },
): DibHeader['masks'] {
  if (method !== bitFields && method !== alphaBitFields) return usualMasks(bitsPerPixel);
  const hasAlpha = method === alphaBitFields || headerBytes >= v3HeaderBytes;
  const mask = (index: number) => file.readUInt32LE(offset + infoHeaderBytes + 4 * index);
  return [mask(0), mask(1), mask(2), hasAlpha ? mask(3) : 0];
}

/** What stands for alpha in 32 bits without masks is filled with anything by those who write it. */
function usualMasks(bitsPerPixel: number): DibHeader['masks'] {
  return bitsPerPixel === 16 ? [0x7c00, 0x03e0, 0x001f, 0] : [0xff0000, 0x00ff00, 0x0000ff, 0];
}
