import { black, statesOpacity } from '../colour.ts';
import { type LayerValues, type StepValues, textParameters } from '../parameters/index.ts';
import type { TokenContext } from '../read-token.ts';
import type { WrittenLayer } from '../split-steps.ts';
import type { Layer, ParameterStep, TextInput } from '../transformation.ts';
import { lastValue } from './layer-tokens.ts';
import { readValues } from './read-values.ts';

/** A text is set once, whatever its steps: of all that they say the last word counts (spec image-transformations §6.6). */
export function readTextLayer(
  text: string,
  layer: WrittenLayer,
  read: { readonly steps: readonly ParameterStep[]; readonly values: LayerValues },
  context: TokenContext,
): Layer {
  const values: StepValues = Object.assign({}, ...read.steps.map((step) => step.values));
  const input: TextInput = { kind: 'text', text, values: readValues(layer, textParameters, context) };
  const background = lastValue(layer, 'bg');
  return shareOpacity(
    { input, values, place: read.values },
    background !== undefined && statesOpacity(background),
  );
}

interface Parts {
  readonly input: TextInput;
  readonly values: StepValues;
  readonly place: LayerValues;
}

/** `al` is for the whole layer, or for that of its two colours which has no opacity of its own. */
function shareOpacity({ input, values, place }: Parts, backgroundKeeps: boolean): Layer {
  const { textColour = { colour: black, keepsOpacity: false } } = input.values;
  const { layerOpacity: alpha, ...rest } = place;
  if (alpha === undefined || !(textColour.keepsOpacity || backgroundKeeps))
    return { input, steps: stepOf(values), values: place };
  const { background } = values;
  const colour = textColour.keepsOpacity ? textColour.colour : { ...textColour.colour, alpha };
  return {
    input: { ...input, values: { ...input.values, textColour: { ...textColour, colour } } },
    steps: stepOf(
      background === undefined || backgroundKeeps
        ? values
        : { ...values, background: { ...background, alpha } },
    ),
    values: rest,
  };
}

function stepOf(values: StepValues): ParameterStep[] {
  return Object.keys(values).length === 0 ? [] : [{ kind: 'parameters', values, output: {}, layers: [] }];
}
