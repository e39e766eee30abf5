import type { Amount } from './amount.ts';
import { extractModes } from './crop-modes.ts';
import { evaluateAmount } from './evaluate-amount.ts';
import type { Variables } from './expression.ts';
import type { CropModeName } from './parameters/crop-mode-name.ts';
import type { Focus } from './parameters/focus.ts';
import type { StepValues } from './parameters/index.ts';
import type { Picture } from './picture.ts';
import type { Placement } from './place-window.ts';
import { roundHalfUp } from './rounding.ts';
import type { SeenSubject } from './subject-window.ts';

const center: Focus = { kind: 'position', horizontal: 'center', vertical: 'center' };

/** Where the values of a step put a window or a picture. */
export function placementOf(
  picture: Picture,
  mode: CropModeName,
  values: StepValues,
  { known, subject }: { readonly known: Variables; readonly subject: SeenSubject | undefined },
): Placement {
  const focus = values.focus ?? center;
  const area = asksForArea(focus) ? picture.focusArea : undefined;
  const coordinates = extractModes.has(mode) ? coordinatesOf(values, known) : {};
  const isFree = area === undefined && Object.keys(coordinates).length === 0;
  if (isFree && subject !== undefined) return { focus, subject, attends: false };
  const attends = isFree && isByContent(focus);
  return { focus, ...(area === undefined ? {} : { area }), ...coordinates, attends };
}

function asksForArea(focus: Focus): boolean {
  return focus.kind === 'custom' || (focus.kind === 'auto' && focus.custom);
}

/** What draws attention stands in for faces and objects that are not found (T23). */
function isByContent({ kind }: Focus): boolean {
  return kind === 'auto' || kind === 'face' || kind === 'objects';
}

function coordinatesOf(values: StepValues, known: Variables): Partial<Placement> {
  return {
    ...coordinate('x', 'x', values.x, known),
    ...coordinate('y', 'y', values.y, known),
    ...coordinate('xCenter', 'xc', values.xCenter, known),
    ...coordinate('yCenter', 'yc', values.yCenter, known),
  };
}

function coordinate<Name extends string>(
  name: Name,
  key: string,
  amount: Amount | undefined,
  known: Variables,
) {
  if (amount === undefined) return {};
  const value = evaluateAmount(key, amount, known, { min: -Number.MAX_VALUE });
  return { [name]: roundHalfUp(value) } as { [N in Name]?: number };
}
