import type { CanvasInput } from '../../domain/plan.ts';
import { black, transparent } from '../colour.ts';
import { plainColour } from '../parameters/background.ts';
import type { StepValues } from '../parameters/index.ts';
import type { Picture } from '../picture.ts';
import type { PlanOptions } from '../planning.ts';
import { roundSide } from '../rounding.ts';
import { type Surroundings, startPicture, usualDensity, variablesOf } from '../surroundings.ts';
import { targetOf } from '../target-size.ts';
import type { Layer, ParameterStep } from '../transformation.ts';
import type { LayerStart } from './layer-start.ts';

/** A rectangle of the layer's own size and colour, black unless it is painted (spec image-transformations §6.5). */
export function startCanvas(
  { steps, values }: Layer,
  base: Picture,
  { sources, options }: Surroundings,
): LayerStart {
  const [first, ...others] = steps;
  const { width, height, background, ...further } = first?.values ?? {};
  const isPainted = further.gradient !== undefined;
  const colour = plainColour(background) ?? (isPainted ? transparent : black);
  const opacity = values.layerOpacity ?? 1;
  const input: CanvasInput = {
    kind: 'canvas',
    ...sizeOf({ ...(width && { width }), ...(height && { height }) }, base, options),
    colour: isPainted ? colour : { ...colour, alpha: colour.alpha * opacity },
  };
  const start = startPicture(input, input.colour.alpha === 1);
  const rest = [stepOf(further), ...others];
  return {
    kind: 'start',
    input,
    steps: isPainted ? [...rest, stepOf({ opacity: 100 * opacity })] : rest,
    around: {
      original: start,
      start,
      isVector: false,
      density: usualDensity,
      sources,
      base,
      options,
    },
  };
}

/** A side that is not given is the base's, and a share is a share of that. */
function sizeOf(values: Pick<StepValues, 'width' | 'height'>, base: Picture, { hints = {} }: PlanOptions) {
  const known = variablesOf(base, { original: base, density: usualDensity, base });
  const { width = base.width, height = base.height } = targetOf(values, known, hints);
  return { width: roundSide(width), height: roundSide(height) };
}

function stepOf(values: StepValues): ParameterStep {
  return { kind: 'parameters', values, output: {}, layers: [] };
}
