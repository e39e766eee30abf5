import { isVector } from '../domain/media-facts.ts';
import type { Box, PlanInput } from '../domain/plan.ts';
import { askForBox } from './ask-for-box.ts';
import type { Variables } from './expression.ts';
import { parseFocusArea } from './focus-area.ts';
import type { Picture } from './picture.ts';
import type { MeasurementNeeded, PlanOptions, PlanSource } from './planning.ts';
import type { Sources } from './sources.ts';

/** What steps need to know besides the picture that they change. */
export interface Surroundings {
  /** The picture before the first step. */
  readonly original: Picture;
  readonly isVector: boolean;
  readonly density: number;
  /** What a look at the pixels has shown, or the wish that somebody looks. Absent where there is nothing to see. */
  readonly measure?: (picture: Picture, threshold: number) => Box | MeasurementNeeded;
  /** Of the whole plan. */
  readonly sources: Sources;
  /** The picture on which this one will lie; only a layer has one. */
  readonly base?: Size;
  readonly options: PlanOptions;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface SurroundingsRequest {
  readonly input: PlanInput;
  readonly source: PlanSource;
  readonly sources: Sources;
  readonly base?: Size;
  readonly options: PlanOptions;
}

/** What a file that states no density counts as, and at which a vector picture has its own size. */
export const usualDensity = 72;

export function surroundingsOf(request: SurroundingsRequest): Surroundings {
  const { input, source, sources, base, options } = request;
  const { facts, customCoordinates } = source;
  const isUpright = input.autoOrient || (facts.orientation ?? 1) === 1;
  const focusArea = isUpright ? parseFocusArea(customCoordinates, input) : undefined;
  const start = startPicture(input, facts.isOpaque);
  return {
    original: focusArea === undefined ? start : { ...start, focusArea },
    isVector: isVector(facts.format),
    density: facts.density ?? usualDensity,
    measure: (picture, threshold) => askForBox({ ...request, picture, threshold }),
    sources,
    ...(base && { base }),
    options,
  };
}

export function startPicture({ width, height }: Size, isOpaque: boolean): Picture {
  return { width, height, isOpaque, operations: [], peakPixels: 0 };
}

export function variablesOf(
  { width, height }: Size,
  { original, density, base }: Pick<Surroundings, 'original' | 'density' | 'base'>,
): Variables {
  return {
    iw: original.width,
    ih: original.height,
    iar: original.width / original.height,
    cw: width,
    ch: height,
    car: width / height,
    idn: density,
    ...(base && { bw: base.width, bh: base.height, bar: base.width / base.height }),
  };
}
