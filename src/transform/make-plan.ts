import { checkOutput, checkSearch } from './check-output.ts';
import { checkSize } from './check-size.ts';
import { chooseFormat, keepsAnimation } from './choose-format.ts';
import type { Ground } from './find-subject.ts';
import { finishHash } from './finish-hash.ts';
import { flattenOn } from './flatten-on.ts';
import { foldDrawing } from './fold-drawing.ts';
import { makeInput } from './make-input.ts';
import { makeOutput } from './make-output.ts';
import type { OutputValues } from './parameters/index.ts';
import type { Planning, PlanOptions, PlanSource } from './planning.ts';
import { badTransformation } from './refusals.ts';
import { runSteps, type Work } from './run-steps.ts';
import { createSources, hashesBehind } from './sources.ts';
import { storedWillDo } from './stored-will-do.ts';
import { surroundingsOf, variablesOf } from './surroundings.ts';
import type { Step, Transformation } from './transformation.ts';

/**
 * A wish and the facts of a source → what a renderer does, with nothing left to decide. Pure: where only pixels can
 * tell, the answer is a measurement to make first; where a layer shows another file, that file is asked for.
 */
export function makePlan(transformation: Transformation, source: PlanSource, options: PlanOptions): Planning {
  const { facts } = source;
  const isVector = facts.format === 'svg';
  if (transformation.original) return { kind: 'original' };
  // Not even planned: sizes that would be refused for pixels mean nothing to a vector picture.
  if (isVector && !transformation.steps.some(mayAskForPixels)) return { kind: 'original' };
  const input = makeInput(facts, transformation.steps, options.settings.autoOrient);
  const around = surroundingsOf({ input, source, sources: createSources(source.contentHash), options });
  const work = runSteps(transformation.steps, around);
  if (work.kind !== 'work') return work;
  checkOutput(work.output);
  if (isVector && !asksForPixels(work.output)) return leaveDrawing(work.output);
  const { ground = { source, input } } = work.around;
  if (work.output.hash !== undefined) return finishHash(work, work.output.hash, ground);
  return finish(work, ground, { isAsStored: ground.source === source });
}

/** An SVG is drawn only for an explicit raster format; sizes alone do not change it (O10). A hash is of pixels. */
function asksForPixels({ format, hash }: OutputValues): boolean {
  if (hash !== undefined) return true;
  return format === 'jpeg' || format === 'png' || format === 'webp' || format === 'avif';
}

/** As it is stored it looks like itself; how many bytes it has is not ours to change. */
function leaveDrawing({ maxBytes }: OutputValues): Planning {
  if (maxBytes === undefined) return { kind: 'original' };
  throw badTransformation('x-maxbytes: a drawing needs a format, as f-webp, to be made smaller');
}

function mayAskForPixels(step: Step): boolean {
  if (step.kind === 'parameters') return asksForPixels(step.output) || step.output.maxBytes !== undefined;
  return [...step.then, ...step.otherwise].some(mayAskForPixels);
}

function finish(
  work: Work,
  { source, input }: Pick<Ground, 'source' | 'input'>,
  { isAsStored }: { readonly isAsStored: boolean },
): Planning {
  const { output, picture, around } = work;
  const { facts, contentHash } = source;
  const { settings, accepts } = around.options;
  const { format, negotiated } = chooseFormat({ facts, output, accepts, settings, result: picture });
  const frames = keepsAnimation(facts, output) ? 'all' : 0;
  const { operations } = format === 'jpeg' ? flattenOn(work.background, picture) : picture;
  const drawing = foldDrawing({ input: { ...input, frames }, operations });
  const frameCount = frames === 'all' ? facts.frames : 1;
  checkSize(drawing.input, picture, frameCount, settings.maxPixels);
  const { width, height } = picture;
  checkSearch(output, { format, width, height, frames: frameCount }, settings.maxSearchPixels);
  const known = variablesOf(picture, around);
  const plan = {
    ...drawing,
    output: makeOutput({ format, output, facts, known, defaultQuality: settings.quality }),
    width,
    height,
  };
  return {
    kind: 'plan',
    plan,
    contentHashes: hashesBehind(contentHash, around.sources),
    negotiated,
    storedWillDo: isAsStored && storedWillDo({ facts, output, operations, accepts }),
  };
}
