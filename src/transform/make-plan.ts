import type { ImageFacts } from '../domain/media-facts.ts';
import type { Measurement, PlanInput } from '../domain/plan.ts';
import { checkSize } from './check-size.ts';
import { chooseFormat, keepsAnimation } from './choose-format.ts';
import { black } from './colour.ts';
import { parseFocusArea } from './focus-area.ts';
import { foldDrawing } from './fold-drawing.ts';
import { makeInput } from './make-input.ts';
import { makeOutput } from './make-output.ts';
import type { OutputValues } from './parameters/index.ts';
import { apply, type Picture } from './picture.ts';
import type { Planning, PlanOptions, PlanSource } from './planning.ts';
import { runSteps, type Surroundings, variablesOf, type Work } from './run-steps.ts';
import { storedWillDo } from './stored-will-do.ts';
import type { Step, Transformation } from './transformation.ts';

/**
 * A wish and the facts of a source → what a renderer does, with nothing left to decide. Pure: where only pixels can
 * tell, the answer is a measurement to make first.
 */
export function makePlan(transformation: Transformation, source: PlanSource, options: PlanOptions): Planning {
  const { facts } = source;
  const isVector = facts.format === 'svg';
  if (transformation.original) return { kind: 'original' };
  // Not even planned: sizes that would be refused for pixels mean nothing to a vector picture.
  if (isVector && !transformation.steps.some(mayAskForPixels)) return { kind: 'original' };
  const input = makeInput(facts, transformation, options.settings.autoOrient);
  const around = surroundingsOf(input, source, options);
  const work = runSteps(transformation.steps, around);
  if (work.kind === 'measure') return work;
  if (isVector && !asksForPixels(work.output)) return { kind: 'original' };
  return finish(work, { input, facts, around });
}

/** An SVG is drawn only for an explicit raster format; sizes alone do not change it (O10). */
function asksForPixels({ format }: OutputValues): boolean {
  return format === 'jpeg' || format === 'png' || format === 'webp' || format === 'avif';
}

function mayAskForPixels(step: Step): boolean {
  if (step.kind === 'parameters') return asksForPixels(step.output);
  return [...step.then, ...step.otherwise].some(mayAskForPixels);
}

/** What a file that states no density counts as. */
const usualDensity = 72;

function surroundingsOf(
  input: PlanInput,
  { facts, customCoordinates }: PlanSource,
  options: PlanOptions,
): Surroundings {
  const { width, height } = input;
  const isUpright = input.autoOrient || (facts.orientation ?? 1) === 1;
  const focusArea = isUpright ? parseFocusArea(customCoordinates, input) : undefined;
  const start: Picture = { width, height, isOpaque: facts.isOpaque, operations: [], peakPixels: 0 };
  return {
    original: focusArea === undefined ? start : { ...start, focusArea },
    isVector: facts.format === 'svg',
    density: facts.density ?? usualDensity,
    measurement: (picture, threshold) => makeMeasurement(input, picture, threshold, options),
    options,
  };
}

/** The first frame is looked at; what it shows holds for all. */
function makeMeasurement(
  input: PlanInput,
  picture: Picture,
  threshold: number,
  { settings }: PlanOptions,
): Measurement {
  const drawing = foldDrawing({ input, operations: picture.operations });
  checkSize(drawing.input, picture, 1, settings.maxPixels);
  return { kind: 'trim', threshold, ...drawing };
}

interface Known {
  readonly input: PlanInput;
  readonly facts: ImageFacts;
  readonly around: Surroundings;
}

function finish(work: Work, { input, facts, around }: Known): Planning {
  const { output, picture } = work;
  const { settings, accepts } = around.options;
  const { format, negotiated } = chooseFormat({ facts, output, accepts, settings, result: picture });
  const frames = keepsAnimation(facts, output) ? 'all' : 0;
  const { operations } = format === 'jpeg' ? flatten(work) : picture;
  const drawing = foldDrawing({ input: { ...input, frames }, operations });
  checkSize(drawing.input, picture, frames === 'all' ? facts.frames : 1, settings.maxPixels);
  const known = variablesOf(picture, around);
  const plan = {
    ...drawing,
    output: makeOutput({ format, output, facts, known, defaultQuality: settings.quality }),
    width: picture.width,
    height: picture.height,
  };
  return {
    kind: 'plan',
    plan,
    negotiated,
    storedWillDo: storedWillDo({ facts, output, operations, accepts }),
  };
}

/** The format has no alpha: the last colour named lies under what is transparent, black if none was (T45). */
function flatten({ picture, background = black }: Work): Picture {
  return apply(picture, { kind: 'flatten', colour: { ...background, alpha: 1 } });
}
