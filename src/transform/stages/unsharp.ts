import { apply } from '../picture.ts';
import type { Stage } from './stage.ts';

/** Wider blurs and larger factors change nothing more that could be seen, and would only cost time. */
const most = { radius: 100, sigma: 100, amount: 100 };

/** Spec image-transformations §7.7. */
export const unsharp: Stage = (picture, { unsharpMask }) => {
  if (unsharpMask === undefined || unsharpMask.sigma === 0 || unsharpMask.amount === 0) return picture;
  return apply(picture, {
    kind: 'unsharp',
    radius: Math.min(unsharpMask.radius, most.radius),
    sigma: Math.min(unsharpMask.sigma, most.sigma),
    amount: Math.min(unsharpMask.amount, most.amount),
    threshold: unsharpMask.threshold,
  });
};
