import { layOutTiff, type TiffColours } from '../lay-out-tiff.ts';
import type { PsdFile } from './psd-file.ts';
import type { ColourMode } from './psd-header.ts';

const coloursOf: Readonly<Record<ColourMode, TiffColours>> = {
  bitmap: 'grey',
  grey: 'grey',
  indexed: 'rgb',
  rgb: 'rgb',
  cmyk: 'cmyk',
  lab: 'lab',
};

/** How many channels are colours; what follows is transparency or a saved selection. */
export const colourChannels: Readonly<Record<ColourMode, number>> = {
  bitmap: 1,
  grey: 1,
  indexed: 1,
  rgb: 3,
  cmyk: 4,
  lab: 3,
};

/** Channels one behind the other → a TIFF that keeps inks, depth and profile. */
export function layOutPlanes(
  { mode, depth, palette, resources }: Pick<PsdFile, 'mode' | 'depth' | 'palette' | 'resources'>,
  size: { readonly width: number; readonly height: number },
  planes: { readonly colours: readonly Buffer[]; readonly alpha?: Buffer },
): Buffer {
  // libvips reads the colours of Lab in 16 bits only.
  const bits = depth === 16 || mode === 'lab' ? 16 : 8;
  const widen = mode === 'lab' && depth === 8 ? toSixteenBits : (plane: Buffer) => plane;
  const { icc, density } = resources;
  const colours = toSamples(planes.colours.map(widen), { mode, palette, sampleBytes: bits / 8, ...size });
  return layOutTiff({
    ...size,
    bits,
    colours: coloursOf[mode],
    hasAlpha: planes.alpha !== undefined,
    samples: interleave(planes.alpha === undefined ? colours : [...colours, widen(planes.alpha)], bits / 8),
    // The profile of an indexed picture belongs to its palette, that of two colours to nobody.
    ...(icc === undefined || mode === 'bitmap' ? {} : { icc }),
    ...(density === undefined ? {} : { density }),
  });
}

interface SampleFacts {
  readonly mode: ColourMode;
  readonly palette: Buffer;
  readonly sampleBytes: number;
  readonly width: number;
  readonly height: number;
}

/** From Photoshop's numbers to those of a TIFF. */
function toSamples(
  planes: readonly Buffer[],
  { mode, palette, sampleBytes, width, height }: SampleFacts,
): Buffer[] {
  switch (mode) {
    case 'bitmap':
      return planes.map((plane) => spreadBits(plane, width, height));
    case 'indexed':
      return [0, 256, 512].flatMap((start) =>
        planes.map((plane) => mapBytes(plane, (index) => palette[start + index] ?? 0)),
      );
    case 'cmyk':
      // Photoshop counts paper, a TIFF counts ink.
      return planes.map((plane) => mapBytes(plane, (byte) => 255 - byte));
    case 'lab':
      return planes.map((plane, index) => (index === 0 ? plane : toSigned(plane, sampleBytes)));
    default:
      return [...planes];
  }
}

function mapBytes(bytes: Buffer, change: (byte: number) => number): Buffer {
  return Buffer.from(bytes).map(change) as Buffer;
}

/** 255 is the most in both; half of it is the middle. */
function toSixteenBits(plane: Buffer): Buffer {
  const wide = Buffer.allocUnsafe(2 * plane.length);
  for (const [index, byte] of plane.entries()) wide.writeUInt16BE(byte * 257, 2 * index);
  return wide;
}

/** Photoshop counts from the lowest value, a TIFF from the middle: the first bit of each sample is turned over. */
function toSigned(plane: Buffer, sampleBytes: number): Buffer {
  const signed = Buffer.from(plane);
  for (let at = 0; at < signed.length; at += sampleBytes) signed[at] = (signed[at] ?? 0) ^ 0x80;
  return signed;
}

/** One bit a pixel, 1 is black. */
function spreadBits(plane: Buffer, width: number, height: number): Buffer {
  const rowBytes = Math.ceil(width / 8);
  const grey = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const byte = plane[y * rowBytes + (x >> 3)] ?? 0;
      grey[y * width + x] = (byte >> (7 - (x % 8))) & 1 ? 0 : 255;
    }
  }
  return grey;
}

function interleave(planes: readonly Buffer[], sampleBytes: number): Buffer {
  const [first] = planes;
  if (planes.length === 1 && first !== undefined) return first;
  const bytes = first?.length ?? 0;
  const samples = Buffer.allocUnsafe(bytes * planes.length);
  const step = planes.length * sampleBytes;
  for (const [channel, plane] of planes.entries()) {
    for (let offset = 0; offset < sampleBytes; offset += 1) {
      let to = channel * sampleBytes + offset;
      for (let from = offset; from < bytes; from += sampleBytes) {
        samples[to] = plane[from] ?? 0;
        to += step;
      }
    }
  }
  return samples;
}
