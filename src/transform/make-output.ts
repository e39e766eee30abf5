import type { ImageFacts } from '../domain/media-facts.ts';
import type { PlanOutput, RasterFormat } from '../domain/plan.ts';
import { encoderQuality } from './encoder-quality.ts';
import { evaluateAmount } from './evaluate-amount.ts';
import type { Variables } from './expression.ts';
import { densityBounds } from './parameters/density.ts';
import type { OutputValues } from './parameters/index.ts';

export interface OutputRequest {
  readonly format: RasterFormat;
  readonly output: OutputValues;
  readonly facts: ImageFacts;
  readonly known: Variables;
  readonly defaultQuality: number;
}

/** Loads in passes and is smaller than baseline from a few kilobytes on; `pr-false` turns it off. */
const progressiveByDefault = true;

export function makeOutput(request: OutputRequest): PlanOutput {
  const { format, output, facts, known } = request;
  return {
    format,
    quality: encoderQuality(format, qualityOf(request)),
    lossless: output.lossless === true && (format === 'png' || format === 'webp' || format === 'avif'),
    progressive: format === 'jpeg' && (output.progressive ?? progressiveByDefault),
    keepMetadata: output.metadata === true,
    // `md-true` keeps all, the profile included (spec delivery §8).
    keepProfile: facts.hasProfile && (output.colorProfile ?? output.metadata ?? false),
    ...searchFor(output, format),
    ...(output.density === undefined
      ? {}
      : { density: evaluateAmount('dn', output.density, known, densityBounds) }),
  };
}

/** A PNG is without loss, hence like the picture whatever likeness is asked for. */
function searchFor(
  { maxBytes, likeness }: OutputValues,
  format: RasterFormat,
): Pick<PlanOutput, 'maxBytes' | 'likeness'> {
  if (maxBytes !== undefined) return { maxBytes };
  return likeness === undefined || format === 'png' ? {} : { likeness };
}

/** An explicit value is exact; the default only lowers what a JPEG already has, and takes no colours from a PNG. */
function qualityOf({ format, output, facts, defaultQuality }: OutputRequest): number {
  if (output.quality !== undefined) return output.quality;
  if (format === 'png') return 100;
  if (facts.format !== 'jpeg' || facts.jpegQuality === undefined) return defaultQuality;
  return Math.min(defaultQuality, facts.jpegQuality);
}
