/**
 * Text as a picture of its own, on transparent ground: every number concrete. Its box is the ink, save that `wrapWidth`
 * keeps the width of the box (spec image-transformations §6.6).
 */
export interface TextBox {
  /** `\n` breaks lines. Fit to be drawn: no other control characters, no halves of characters. */
  readonly text: string;
  readonly font: TextFont;
  /** Of the em square, in pixels. */
  readonly sizePixels: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strikethrough: boolean;
  readonly colour: TextColour;
  readonly alignment: TextAlignment;
  /** Lines end before they are wider; a longer word is not split and widens the box. Absent: lines end where `\n` stands. */
  readonly wrapWidth?: number;
  /** From line to line, in pixels; absent: as the font has it. */
  readonly lineHeight?: number;
}

export type TextAlignment = 'left' | 'center' | 'right';

export type TextFont =
  /** One of the families that the server brings along. */
  | { readonly kind: 'family'; readonly family: string }
  /** A font file: which of the job's sources. */
  | { readonly kind: 'file'; readonly source: number };

/** Opaque: what lets light through is said by an operation. */
export interface TextColour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}
