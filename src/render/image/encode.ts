import type { Sharp } from 'sharp';
import { losesColours, type PlanOutput, type RasterFormat } from '../../domain/plan.ts';
import type { Timing } from './run-operations.ts';

/** How one file is written. */
export interface Encoding extends PlanOutput {
  readonly format: RasterFormat;
}

/**
 * The encoders, set for pictures that somebody is waiting for. Against sharp's defaults: AVIF 40 times as fast for a quarter
 * more bytes at the same look, WebP a third quicker for 5 % more, PNG a third smaller at the same speed. Not used because of
 * its price: mozjpeg (twice the time for 18 % fewer bytes). A PNG has a palette only where somebody asks for it.
 */
export function encode(pipeline: Sharp, output: Encoding, timing?: Timing): Sharp {
  const { quality, lossless, progressive, colours, fullChroma } = output;
  const chromaSubsampling = fullChroma || (lossless && output.format === 'avif') ? '4:4:4' : '4:2:0';
  switch (output.format) {
    case 'jpeg':
      return pipeline.jpeg({ quality, progressive, chromaSubsampling });
    case 'webp':
      return pipeline.webp({ quality, lossless, effort: 2, ...timing });
    case 'avif':
      // Ten bits: docs/decisions/0040. Without loss there is nothing to round, and eight are what came in.
      return pipeline.avif({ quality, lossless, effort: 0, chromaSubsampling, bitdepth: lossless ? 8 : 10 });
    case 'png':
      if (colours === undefined && !losesColours(output))
        return pipeline.png({ adaptiveFiltering: true, compressionLevel: 3 });
      return pipeline.png({ palette: true, quality, effort: 1, ...(colours !== undefined && { colours }) });
    case 'gif':
      return pipeline.gif({ effort: 3, ...(colours !== undefined && { colours }), ...timing });
  }
}

/** What stays besides pixels. By default nothing: then sharp has turned the pixels into sRGB. */
export function keepRequested(pipeline: Sharp, output: PlanOutput): Sharp {
  return keepDensity(keepMetadata(pipeline, output), output);
}

function keepMetadata(pipeline: Sharp, { keepMetadata, keepProfile }: PlanOutput): Sharp {
  if (keepMetadata && keepProfile) return pipeline.keepMetadata();
  // The profile of the source would be wrong for pixels that have become sRGB.
  if (keepMetadata) return pipeline.keepMetadata().withIccProfile('srgb');
  return keepProfile ? pipeline.keepIccProfile() : pipeline;
}

function keepDensity(pipeline: Sharp, { density, keepMetadata }: PlanOutput): Sharp {
  if (density === undefined) return pipeline;
  // Sharp writes the density among the EXIF; `withExif` with nothing drops what the source had there.
  return keepMetadata ? pipeline.withDensity(density) : pipeline.withDensity(density).withExif({});
}
