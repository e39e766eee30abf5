import { checkOutput, checkSearch } from './check-output.ts';
import { checkSize } from './check-size.ts';
import { chooseFormat, keepsAnimation } from './choose-format.ts';
import { choosePage } from './choose-page.ts';
import { cleanDrawing } from './clean-drawing.ts';
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
import { sourceOfPage } from './source-of-page.ts';
import { createSources, hashesBehind } from './sources.ts';
import { storedWillDo } from './stored-will-do.ts';
import { surroundingsOf, variablesOf } from './surroundings.ts';
import type { Step, Transformation } from './transformation.ts';

/**
 * A wish and the facts of a source → what a renderer does, with nothing left to decide. Pure: where only pixels can
 * tell, the answer is a measurement to make first; where a layer shows another file, that file is asked for.
 */
export function makePlan(transformation: Transformation, source: PlanSource, options: PlanOptions): Planning {
  const { original, thumbnail, sanitizeSvg, steps } = transformation;
  if (original) return { kind: 'original' };
  const staysDrawing = source.facts.format === 'svg' && !thumbnail;
  const asDrawing: Planning = sanitizeSvg ? cleanDrawing(source) : { kind: 'original' };
  // Not even planned: sizes that would be refused for pixels mean nothing to a vector picture.
  if (staysDrawing && !steps.some(mayAskForPixels)) return asDrawing;
  const page = choosePage(source.facts, steps);
  const shown = sourceOfPage(source, { page, isStill: thumbnail === true }, options);
  if ('kind' in shown) return shown;
  const { facts } = shown;
  const input = makeInput(facts, steps, { autoOrient: options.settings.autoOrient, page });
  const sources = createSources(source.contentHash);
  const around = surroundingsOf({ input, source: shown, sources, options });
  const work = runSteps(steps, around);
  if (work.kind !== 'work') return work;
  checkOutput(work.output);
  if (staysDrawing && !asksForPixels(work.output)) return leaveDrawing(work.output, asDrawing);
  const { ground = { source: shown, input } } = work.around;
  if (work.output.hash !== undefined) return finishHash(work, work.output.hash, ground);
  // What is stored is more than the page, the frame or the layers that were asked for.
  return finish(work, ground, { isAsStored: ground.source === source });
}

/** An SVG is drawn only for an explicit raster format; sizes alone do not change it (O10). A hash is of pixels. */
function asksForPixels({ format, hash }: OutputValues): boolean {
  if (hash !== undefined) return true;
  return format === 'jpeg' || format === 'png' || format === 'webp' || format === 'avif';
}

/** As it is stored it looks like itself; how many bytes it has is not ours to change. */
function leaveDrawing({ maxBytes }: OutputValues, asDrawing: Planning): Planning {
  if (maxBytes === undefined) return asDrawing;
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
  const isAnimation = keepsAnimation(facts, output);
  const frameCount = isAnimation ? facts.frames : 1;
  const { operations } = format === 'jpeg' ? flattenOn(work.background, picture) : picture;
  const frames = isAnimation ? ({ frames: 'all', frameCount } as const) : {};
  const drawing = foldDrawing({ input: { ...input, ...frames }, operations });
  checkSize(drawing.input, picture, frameCount, settings.maxPixels);
  const { width, height } = picture;
  checkSearch(output, { format, width, height, frames: frameCount }, settings.maxSearchPixels);
  const known = variablesOf(picture, around);
  const plan = {
    ...drawing,
    output: makeOutput({ format, output, facts, known, settings, savesData: around.options.savesData }),
    width,
    height,
  };
  return {
    kind: 'plan',
    plan,
    contentHashes: hashesBehind(contentHash, around.sources),
    negotiated,
    storedWillDo: isAsStored && storedWillDo({ facts, output, operations, accepts, settings }),
  };
}
