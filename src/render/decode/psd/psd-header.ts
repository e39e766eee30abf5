import { createCursor } from './cursor.ts';

export interface PsdHeader {
  /** A PSB: sides up to 300,000 pixels, and wider lengths. */
  readonly isLarge: boolean;
  readonly channels: number;
  readonly width: number;
  readonly height: number;
  readonly depth: 1 | 8 | 16;
  readonly mode: ColourMode;
}

export type ColourMode = 'bitmap' | 'grey' | 'indexed' | 'rgb' | 'cmyk' | 'lab';

/** A duotone's inks are recipes of its own: its shades are shown in grey. */
const modes: Readonly<Record<number, ColourMode>> = {
  0: 'bitmap',
  1: 'grey',
  2: 'indexed',
  3: 'rgb',
  4: 'cmyk',
  8: 'grey',
  9: 'lab',
};

export const headerBytes = 26;

export function readHeader(file: Buffer): PsdHeader {
  const cursor = createCursor(file, { isLarge: false });
  const signature = cursor.text(4);
  const version = cursor.u16();
  cursor.skip(6);
  const [channels, height, width, depth, mode] = [
    cursor.u16(),
    cursor.u32(),
    cursor.u32(),
    cursor.u16(),
    cursor.u16(),
  ];
  const colourMode = modes[mode];
  if (signature !== '8BPS' || (version !== 1 && version !== 2)) throw new Error('Not a Photoshop document');
  if (colourMode === undefined) throw new Error(`Colour mode ${mode} of a Photoshop document`);
  if (depth !== 1 && depth !== 8 && depth !== 16) throw new Error(`${depth} bits a channel`);
  if (channels < 1 || channels > 56) throw new RangeError(`${channels} channels`);
  return { isLarge: version === 2, channels, width, height, depth, mode: colourMode };
}
