/** A family that `ff` can name (spec image-transformations §6.7). */
export interface FontFamily {
  /** As ImageKit writes it. */
  readonly written: string;
  /** As the font files call it. */
  readonly family: string;
  /** What is missing is made from the upright face. */
  readonly faces: 'regular' | 'regular, italic, bold' | 'regular, italic, bold, bold italic';
}

const all = 'regular, italic, bold, bold italic';

export const defaultFamily = 'Open Sans';

export const fontFamilies: readonly FontFamily[] = [
  { written: 'AbrilFatFace', family: 'Abril Fatface', faces: 'regular' },
  { written: 'Amaranth', family: 'Amaranth', faces: all },
  { written: 'Arvo', family: 'Arvo', faces: all },
  { written: 'Audiowide', family: 'Audiowide', faces: 'regular' },
  { written: 'Chivo', family: 'Chivo', faces: all },
  { written: 'Crimson Text', family: 'Crimson Text', faces: all },
  { written: 'exo', family: 'Exo', faces: all },
  { written: 'Fredoka One', family: 'Fredoka One', faces: 'regular' },
  { written: 'Gravitas One', family: 'Gravitas One', faces: 'regular' },
  { written: 'Kanit', family: 'Kanit', faces: all },
  { written: 'Lato', family: 'Lato', faces: all },
  { written: 'Lobster', family: 'Lobster', faces: 'regular' },
  { written: 'Lora', family: 'Lora', faces: all },
  { written: 'Monoton', family: 'Monoton', faces: 'regular' },
  { written: 'Montserrat', family: 'Montserrat', faces: all },
  { written: 'PT Mono', family: 'PT Mono', faces: 'regular' },
  { written: 'PT_Serif', family: 'PT Serif', faces: all },
  { written: 'Open Sans', family: defaultFamily, faces: all },
  { written: 'Roboto', family: 'Roboto', faces: all },
  { written: 'Old Standard', family: 'Old Standard TT', faces: 'regular, italic, bold' },
  { written: 'Ubuntu', family: 'Ubuntu', faces: all },
  { written: 'Vollkorn', family: 'Vollkorn', faces: all },
];

const byName = new Map(fontFamilies.map(({ written, family }) => [comparable(written), family]));

/** An unknown family falls back to the default (T41). */
export function findFamily(name: string): string {
  return byName.get(comparable(name)) ?? defaultFamily;
}

/** Case, space, `_` and `-` make no difference. */
function comparable(name: string): string {
  return name.toLowerCase().replace(/[ _-]/g, ' ');
}
