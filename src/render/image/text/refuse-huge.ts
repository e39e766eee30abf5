import { MediaError } from '../../../domain/errors.ts';
import type { TextBox } from '../../../domain/text-box.ts';
import { drawInk, type Face } from './draw-ink.ts';

export interface TextLimits {
  /** Longest side of a text layer. */
  readonly maxTextSide: number;
  /** Most pixels of one text layer. */
  readonly maxTextPixels: number;
}

/**
 * A URL of a few bytes can ask for gigabytes: a large size, many characters, a font file whose one glyph is a thousand
 * times as wide as its em. What might be too large is drawn small first.
 */
export async function refuseHuge(box: TextBox, face: Face, limits: TextLimits): Promise<void> {
  const scale = proofScale(box, face);
  if (scale === 1) return;
  const proof = await drawInk(scaled(box, scale), face);
  // A small proof is rounded to whole pixels; whoever is near the limit is measured exactly afterwards.
  const tolerance = 0.9;
  refuseSize(
    { width: (proof.width / scale) * tolerance, height: (proof.height / scale) * tolerance },
    limits,
  );
}

export function refuseSize(
  { width, height }: { readonly width: number; readonly height: number },
  limits: TextLimits,
): void {
  const { maxTextSide, maxTextPixels } = limits;
  const isAllowed = Math.max(width, height) <= maxTextSide && width * height <= maxTextPixels;
  if (!isAllowed) throw tooLarge(limits);
}

/** Drawn in some milliseconds, whatever their arrangement. */
const proofPixels = 500_000;
const proofSide = 20_000;
/** What is known of a font file before it is drawn is nothing. */
const strangerSize = 10;

function proofScale({ text, sizePixels, lineHeight = 0 }: TextBox, { fontFile }: Face): number {
  const side = Math.max(sizePixels, lineHeight);
  const pixels = text.length * side * side;
  const scale = Math.min(1, Math.sqrt(proofPixels / pixels), proofSide / (text.length * side));
  return fontFile === undefined ? scale : Math.min(scale, strangerSize / sizePixels);
}

function scaled(box: TextBox, scale: number): TextBox {
  return {
    ...box,
    sizePixels: box.sizePixels * scale,
    ...(box.wrapWidth !== undefined && { wrapWidth: Math.max(1, Math.round(box.wrapWidth * scale)) }),
    ...(box.lineHeight !== undefined && { lineHeight: box.lineHeight * scale }),
  };
}

function tooLarge({ maxTextSide, maxTextPixels }: TextLimits): MediaError {
  return new MediaError('invalid', 'Bad Request', {
    reason: `ELIMIT - A text layer has more than ${maxTextSide} pixels on a side or ${maxTextPixels} in all.`,
  });
}
