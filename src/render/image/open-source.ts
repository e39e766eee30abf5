import sharp, { type Sharp, type SharpOptions } from 'sharp';
import type { PlanInput } from '../../domain/plan.ts';
import { decoderOf } from '../decode/decoders.ts';
import { readWhole } from '../decode/read-whole.ts';
import type { RenderLimits } from '../limits.ts';
import { cleanSvg } from '../svg/clean-svg.ts';

/**
 * What every decoder is told. `failOn: none`: of a picture that was cut short the part that is there is rendered, as
 * browsers do; a header that makes no sense fails all the same.
 */
export function decoderOptions(maxPixels: number): SharpOptions {
  return { failOn: 'none', limitInputPixels: maxPixels };
}

export async function openSource(
  path: string,
  input: PlanInput,
  { animated, ...limits }: RenderLimits & { readonly animated: boolean },
): Promise<Sharp> {
  const options = decoderOptions(limits.maxPixels);
  if (input.format === 'svg') return sharp(await readDrawing(path, limits), options);
  const decoder = decoderOf(input.format);
  if (decoder === undefined) return sharp(path, { ...options, ...framesOf(input, animated) });
  const { bytes, raw } = await decoder.decode(path, input, limits);
  return sharp(bytes, { ...options, ...(raw === undefined ? {} : { raw }) });
}

/**
 * SVG is handed over as bytes, never as a path: librsvg lets a drawing with a place of its own refer to the files
 * beside it, and those are other people's blobs. Without one it can refer to no file and no address (CVE-2023-38633
 * is what happened when that place could be talked into being another). It is cleaned before: what librsvg never sees it
 * cannot stumble over.
 */
export async function readDrawing(path: string, limits: RenderLimits): Promise<Buffer> {
  return Buffer.from(cleanSvg((await readWhole(path, limits)).toString(), limits));
}

/** Frame 0 is what is read without being asked, which in an AVIF with several pictures is the chosen one. */
function framesOf({ frames }: PlanInput, animated: boolean): SharpOptions {
  if (animated) return { animated: true };
  return frames === 'all' || frames === 0 ? {} : { page: frames };
}
