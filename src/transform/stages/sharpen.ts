import { apply } from '../picture.ts';
import type { Stage } from './stage.ts';

/** The strongest value, and how many of them add the whole difference to the blurred picture once (T47). */
const strongest = 100;
const valuePerAmount = 25;

export const sharpen: Stage = (picture, { sharpen: wish }) => {
  if (wish === undefined || wish === 0) return picture;
  if (wish === 'mild') return apply(picture, { kind: 'sharpen' });
  return apply(picture, { kind: 'sharpen', amount: Math.min(wish, strongest) / valuePerAmount });
};
