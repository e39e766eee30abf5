import { isVector } from '../domain/media-facts.ts';
import type { Box, PlanInput } from '../domain/plan.ts';
import { askForBox } from './ask-for-box.ts';
import type { Variables } from './expression.ts';
import { findSubject, type Ground } from './find-subject.ts';
import { parseFocusArea } from './focus-area.ts';
import type { StepValues } from './parameters/index.ts';
import type { Picture } from './picture.ts';
import type { DetectionNeeded, MeasurementNeeded, PlanOptions, PlanSource } from './planning.ts';
import type { Sources } from './sources.ts';
import type { SeenSubject } from './subject-window.ts';

/** What steps need to know besides the picture that they change. */
export interface Surroundings {
  /** The picture before the first step: what expressions and conditions mean by it. */
  readonly original: Picture;
  /** What the operations so far begin with. */
  readonly start: Picture;
  /** Where its pixels are; absent where there is no file. */
  readonly ground?: Ground;
  readonly isVector: boolean;
  readonly density: number;
  /** What a look at the pixels has shown, or the wish that somebody looks. Absent where there is nothing to see. */
  readonly measure?: (picture: Picture, threshold: number) => Box | MeasurementNeeded;
  /** What a step is to show, if it is seen, or the wish that somebody looks. Absent where there is nothing to see. */
  readonly findSubject?: (picture: Picture, values: StepValues) => SeenSubject | undefined | DetectionNeeded;
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
  const plain = startPicture(input, facts.isOpaque);
  const start = focusArea === undefined ? plain : { ...plain, focusArea };
  const ground = { source, input, start };
  return {
    original: start,
    start,
    ground,
    isVector: isVector(facts.format),
    density: facts.density ?? usualDensity,
    measure: (picture, threshold) => askForBox({ ...request, picture, threshold }),
    findSubject: (picture, values) => findSubject(picture, values, ground, options),
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
