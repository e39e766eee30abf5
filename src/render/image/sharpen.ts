import type { SharpenOperation } from '../../domain/effect-operation.ts';
import { bringsTransparency } from './brings-transparency.ts';
import type { Place } from './operation-step.ts';

/** No difference in lightness, of 100, is too small or too large to be raised. */
const everyDifference = { x1: 0, y2: 100, y3: 100 };

export const placeSharpen: Place<SharpenOperation> = ({ amount }) => ({
  stage: 'sharpen',
  apply: (pipeline) =>
    amount === undefined
      ? pipeline.sharpen()
      : pipeline.sharpen({ sigma: 1, m1: amount, m2: amount, ...everyDifference }),
  cannotFollow: bringsTransparency,
  eachFrame: true,
});
