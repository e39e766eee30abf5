import { readFile } from 'node:fs/promises';
import sharp, { type Sharp, type SharpOptions } from 'sharp';
import type { PlanInput } from '../../domain/plan.ts';

/**
 * What every decoder is told. `failOn: none`: of a picture that was cut short the part that is there is rendered, as
 * browsers do; a header that makes no sense fails all the same.
 */
export function decoderOptions(maxPixels: number): SharpOptions {
  return { failOn: 'none', limitInputPixels: maxPixels };
}

/**
 * SVG is handed over as bytes, never as a path: librsvg lets a drawing with a place of its own refer to the files
 * beside it, and those are other people's blobs. Without one it can refer to no file and no address (CVE-2023-38633
 * is what happened when that place could be talked into being another).
 */
export async function readSource(path: string, format: PlanInput['format']): Promise<string | Buffer> {
  return format === 'svg' ? await readFile(path) : path;
}

export async function openSource(
  path: string,
  input: PlanInput,
  options: { readonly maxPixels: number; readonly animated: boolean },
): Promise<Sharp> {
  return sharp(await readSource(path, input.format), {
    ...decoderOptions(options.maxPixels),
    ...framesOf(input, options.animated),
  });
}

/** Frame 0 is what is read without being asked, which in an AVIF with several pictures is the chosen one. */
function framesOf({ frames }: PlanInput, animated: boolean): SharpOptions {
  if (animated) return { animated: true };
  return frames === 'all' || frames === 0 ? {} : { page: frames };
}
