import type { ImageFacts } from '../domain/media-facts.ts';
import type { PlanOutput, RasterFormat } from '../domain/plan.ts';
import { encoderQuality } from './encoder-quality.ts';
import { evaluateAmount } from './evaluate-amount.ts';
import type { Variables } from './expression.ts';
import { densityBounds } from './parameters/density.ts';
import type { OutputValues } from './parameters/index.ts';
import type { PlanSettings } from './planning.ts';

export interface OutputRequest {
  readonly format: RasterFormat;
  readonly output: OutputValues;
  readonly facts: ImageFacts;
  readonly known: Variables;
  readonly settings: OutputSettings;
  readonly savesData?: boolean | undefined;
}

export type OutputSettings = Pick<
  PlanSettings,
  | 'quality'
  | 'limitQuality'
  | 'keepMetadata'
  | 'keepProfile'
  | 'progressive'
  | 'chromaSubsampling'
  | 'pngMode'
>;

export function makeOutput(request: OutputRequest): PlanOutput {
  const { format, output, facts, known, settings } = request;
  const keepMetadata = output.metadata ?? settings.keepMetadata;
  return {
    format,
    quality: encoderQuality(format, qualityOf(request)),
    lossless: output.lossless === true && (format === 'png' || format === 'webp' || format === 'avif'),
    progressive: format === 'jpeg' && (output.progressive ?? settings.progressive),
    ...chromaOf(format, settings),
    ...paletteOf(format, request),
    keepMetadata,
    // `md-true` keeps all, the profile included (spec delivery §8).
    keepProfile: facts.hasProfile && (output.colorProfile ?? (keepMetadata || settings.keepProfile)),
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

function chromaOf(
  format: RasterFormat,
  { chromaSubsampling }: OutputSettings,
): Pick<PlanOutput, 'fullChroma'> {
  const isChosen = format === 'jpeg' || format === 'avif';
  return isChosen && chromaSubsampling === '4:4:4' ? { fullChroma: true } : {};
}

const mostColours = 256;

/** Only where nothing in the URL says how much may be lost. */
function paletteOf(format: RasterFormat, { output, settings }: OutputRequest): Pick<PlanOutput, 'colours'> {
  const { lossless, maxBytes } = output;
  const isFree = format === 'png' && lossless !== true && maxBytes === undefined;
  return isFree && settings.pngMode === 'palette' ? { colours: mostColours } : {};
}

/** Of a picture of which nobody knows how well it was written. */
const nearlyLossless = 90;
/** Spec delivery §9. */
const savedShare = 0.75;

/** An explicit value is exact; the default only lowers what a JPEG already has, and takes no colours from a PNG. */
function qualityOf({ format, output, facts, settings, savesData }: OutputRequest): number {
  if (output.quality !== undefined) return output.quality;
  if (format === 'png') return 100;
  const own = facts.format === 'jpeg' ? facts.jpegQuality : undefined;
  const quality = settings.limitQuality ? Math.min(settings.quality, own ?? 100) : (own ?? nearlyLossless);
  return savesData ? Math.max(1, Math.round(quality * savedShare)) : quality;
}
