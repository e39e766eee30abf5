import type { Colour } from '../domain/plan.ts';
import { black } from './colour.ts';
import { apply, type Picture } from './picture.ts';

/** For a format without alpha: the last colour named lies under what is transparent, black if none was (T45). */
export function flattenOn(background: Colour = black, picture: Picture): Picture {
  return apply(picture, { kind: 'flatten', colour: { ...background, alpha: 1 } });
}
