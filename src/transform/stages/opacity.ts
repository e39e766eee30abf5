import type { BackdropFill } from '../../domain/effect-operation.ts';
import type { Colour } from '../../domain/plan.ts';
import { cropModeOf } from '../crop-mode-of.ts';
import { paddingModes } from '../crop-modes.ts';
import { isBlurred } from '../parameters/background.ts';
import { apply, type Picture } from '../picture.ts';
import { degreesOf } from './rotate.ts';
import type { Stage } from './stage.ts';

/**
 * Opacity and what lies underneath (spec image-transformations §7.1, §7.12). With `o` a colour is opaque; alone it keeps
 * its own alpha. A background that this step has already used for padding or uncovered corners lies there, and nowhere
 * else.
 */
export const opacity: Stage = (picture, values, { known }) => {
  const { opacity: percent, background } = values;
  const faded = percent === undefined ? picture : fade(picture, percent);
  // A blurred one has been laid under the picture together with the padding.
  if (background === undefined || isBlurred(background)) return faded;
  const pads = paddingModes.has(cropModeOf(values));
  const turns = degreesOf(values, known) % 90 !== 0;
  // Corners are uncovered before the colours of the edge are known, hence filled only now.
  const isUsed = 'kind' in background ? pads && !turns : pads || turns;
  if (percent === undefined && isUsed) return faded;
  return layOver(faded, background, percent);
};

function fade(picture: Picture, percent: number): Picture {
  return apply(picture, { kind: 'opacity', factor: percent / 100 });
}

function layOver(picture: Picture, background: Colour | BackdropFill, percent: number | undefined): Picture {
  if ('kind' in background)
    return apply(picture, { kind: 'backdrop', left: 0, top: 0, right: 0, bottom: 0, fill: background });
  const colour = percent === undefined ? background : { ...background, alpha: 1 };
  return apply(picture, { kind: 'flatten', colour });
}
