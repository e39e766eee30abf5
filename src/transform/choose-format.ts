import type { ImageFacts } from '../domain/media-facts.ts';
import type { Operation, RasterFormat } from '../domain/plan.ts';
import type { OutputValues } from './parameters/index.ts';
import type { Accepts, PlanSettings } from './planning.ts';
import { overLimit } from './refusals.ts';

export interface FormatRequest {
  readonly facts: ImageFacts;
  readonly output: OutputValues;
  readonly accepts: Accepts;
  readonly settings: Pick<PlanSettings, 'autoFormat' | 'autoAvif' | 'keepProfile'>;
  readonly result: {
    readonly width: number;
    readonly height: number;
    readonly isOpaque: boolean;
    readonly operations: readonly Operation[];
  };
}

export interface ChosenFormat {
  readonly format: RasterFormat;
  /** It depends on what the client accepts. */
  readonly negotiated: boolean;
}

/** Spec delivery §7.2. SVG sources arrive here only when they are to be drawn. */
export function chooseFormat(request: FormatRequest): ChosenFormat {
  const fixed = fixedFormat(request);
  if (fixed !== undefined && !fitsInto(fixed, request))
    throw overLimit(`${fixed} has at most ${maxSides[fixed]} pixels per side`);
  return fixed === undefined
    ? { format: automaticFormat(request), negotiated: true }
    : { format: fixed, negotiated: false };
}

/** Frames survive: the wish leaves the choice open or names a format that moves. */
export function keepsAnimation(facts: ImageFacts, { format }: OutputValues): boolean {
  return isAnimated(facts) && format !== 'jpeg' && format !== 'png' && format !== 'avif';
}

/** What the URL or the settings say without looking at the client; undefined: automatic. */
function fixedFormat(request: FormatRequest): RasterFormat | undefined {
  const { facts, output, settings } = request;
  const wish = output.format ?? (settings.autoFormat ? 'auto' : 'source');
  if (wish === 'auto' || wish === 'svg' || (wish === 'gif' && facts.format !== 'gif')) return undefined;
  const plain = output.format === undefined ? plainFormat(request) : undefined;
  const fixed = wish === 'source' ? (sourceFormat(facts) ?? plain) : wish;
  return fixed === 'avif' && !isAvifPossible(request) ? undefined : fixed;
}

/** Ranked, not tried out (O14). */
function automaticFormat(request: FormatRequest): RasterFormat {
  const { facts, output, accepts, settings } = request;
  const isWebpPossible = accepts.webp && fitsInto('webp', request);
  if (keepsAnimation(facts, output)) return isWebpPossible ? 'webp' : 'gif';
  const mayBeAvif = settings.autoAvif && accepts.avif && isAvifPossible(request);
  if (mayBeAvif && fitsInto('avif', request) && facts.format !== 'heic') return 'avif';
  if (isWebpPossible) return 'webp';
  return plainFormat(request);
}

/** It excludes a kept profile and an unsharp mask (spec delivery §7.2). */
function isAvifPossible({ facts, output, settings, result }: FormatRequest): boolean {
  const keepsProfile = output.colorProfile ?? (settings.keepProfile && facts.hasProfile);
  return !keepsProfile && !result.operations.some(({ kind }) => kind === 'unsharp');
}

/** What every client can show. Drawings and screenshots are smaller without loss, photographs as JPEG (O14). */
function plainFormat(request: FormatRequest): RasterFormat {
  const isPhotograph = request.result.isOpaque && !isDrawn(request.facts);
  return isPhotograph && fitsInto('jpeg', request) ? 'jpeg' : 'png';
}

function isDrawn({ format, hasFewColours }: ImageFacts): boolean {
  return format === 'gif' || (format === 'png' && hasFewColours === true);
}

const written: readonly string[] = ['jpeg', 'png', 'webp', 'gif', 'avif'] satisfies RasterFormat[];

/** Undefined for a format that is read but not written. */
function sourceFormat({ format }: ImageFacts): RasterFormat | undefined {
  return written.includes(format) ? (format as RasterFormat) : undefined;
}

function isAnimated({ format, frames }: ImageFacts): boolean {
  return frames > 1 && (format === 'gif' || format === 'webp');
}

/** What the encoders can hold: libjpeg a little less than the format, libheif a picture that is not made of tiles. */
const maxSides: Readonly<Record<RasterFormat, number>> = {
  jpeg: 65_500,
  png: 65_535,
  webp: 16_383,
  gif: 65_535,
  avif: 16_384,
};

function fitsInto(format: RasterFormat, { result }: FormatRequest): boolean {
  return Math.max(result.width, result.height) <= maxSides[format];
}
