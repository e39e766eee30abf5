import type { RasterFormat } from '../domain/plan.ts';
import type { OutputValues } from './parameters/index.ts';
import { badTransformation, overLimit } from './refusals.ts';

/** Wishes for the file that contradict one another: better refused than half fulfilled. */
export function checkOutput(output: OutputValues): void {
  const { hash, likeness, maxBytes, lossless, quality } = output;
  if (hash !== undefined && Object.keys(output).length > 1)
    throw badTransformation('x-hash: a text has no format, quality or metadata');
  if (likeness !== undefined && (maxBytes !== undefined || quality !== undefined))
    throw badTransformation('x-quality: q and x-maxbytes say something else about the quality');
  if (lossless === true && (likeness !== undefined || maxBytes !== undefined))
    throw badTransformation('lo-true: x-quality and x-maxbytes need something to lose');
}

export interface SearchedPicture {
  readonly format: RasterFormat;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** A quality that is searched takes several times the work: a short URL must not ask for minutes. */
export function checkSearch(
  { likeness, maxBytes }: OutputValues,
  { format, width, height, frames }: SearchedPicture,
  maxSearchPixels: number,
): void {
  if (likeness === undefined && maxBytes === undefined) return;
  if (likeness !== undefined && (format === 'gif' || frames > 1))
    throw badTransformation('x-quality: not for GIF and not for animations');
  if (!(width * height * frames <= maxSearchPixels))
    throw overLimit(`x-quality and x-maxbytes are for ${maxSearchPixels} pixels at most`);
}
