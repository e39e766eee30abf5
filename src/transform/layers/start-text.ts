import { transparent } from '../colour.ts';
import { plainColour } from '../parameters/background.ts';
import type { StepValues } from '../parameters/index.ts';
import { applyAll, type Picture } from '../picture.ts';
import type { PlanningNeed } from '../planning.ts';
import { overLimit } from '../refusals.ts';
import { type Surroundings, startPicture, usualDensity, variablesOf } from '../surroundings.ts';
import type { Layer, ParameterStep, TextInput } from '../transformation.ts';
import { askForTextSize } from './ask-for-text-size.ts';
import { findFont, inPlan } from './find-font.ts';
import type { LayerStart } from './layer-start.ts';
import { makeTextBox } from './make-text-box.ts';
import { paddingOf } from './padding-of.ts';

/**
 * Text set in lines, padding around it, colour under both (spec image-transformations §6.6). How large the ink is, only
 * the fonts can tell.
 */
export function startText(
  { text, values }: TextInput,
  layer: Layer,
  base: Picture,
  { sources, options }: Surroundings,
): LayerStart | PlanningNeed {
  const own = layer.steps[0]?.values ?? {};
  const known = variablesOf(base, { original: base, density: usualDensity, base });
  const font = findFont(values.fontFamily, options);
  if (font.kind === 'font') return font;
  const box = makeTextBox({ text, values, own, known });
  const size = askForTextSize(box, font, options);
  if ('kind' in size) return size;
  const colour = plainColour(own.background);
  const picture = applyAll(startPicture(size, false), [
    { kind: 'opacity', factor: values.textColour?.colour.alpha ?? 1 },
    { kind: 'extend', ...paddingOf(values.padding, known), colour: transparent },
    ...(colour === undefined ? [] : [{ kind: 'flatten', colour } as const]),
  ]);
  checkSide(picture, options.settings.maxTextSide);
  return {
    kind: 'start',
    input: { kind: 'text', ...size, box: { ...box, font: inPlan(font, sources) } },
    steps: finishing(own, layer.values.layerOpacity),
    around: {
      original: picture,
      start: picture,
      isVector: false,
      density: usualDensity,
      sources,
      base,
      options,
    },
  };
}

/** The box is rounded, then mirrored, then turned; elsewhere rounding comes last. */
function finishing(
  { radius, flip, rotation }: StepValues,
  layerOpacity: number | undefined,
): ParameterStep[] {
  return [
    stepOf(radius === undefined ? {} : { radius }),
    stepOf({
      ...(flip && { flip }),
      ...(rotation && { rotation }),
      ...(layerOpacity !== undefined && { opacity: 100 * layerOpacity }),
    }),
  ];
}

function stepOf(values: StepValues): ParameterStep {
  return { kind: 'parameters', values, output: {}, layers: [] };
}

function checkSide({ width, height }: Picture, maxTextSide: number): void {
  if (!(Math.max(width, height) <= maxTextSide))
    throw overLimit(`more than ${maxTextSide} pixels on a side of a text layer`);
}
