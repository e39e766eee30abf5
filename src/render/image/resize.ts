import type { ResizeOperation } from '../../domain/plan.ts';
import type { Place, Size } from './operation-step.ts';

/**
 * Exact in both axes, also beyond the size of the source: whether to enlarge is the plan's decision.
 * JPEG and WebP sources are reduced while they are decoded.
 */
export const placeResize: Place<ResizeOperation> = ({ width, height }, { size, decodes }) => ({
  stage: 'resize',
  apply: (pipeline) =>
    pipeline.resize(width, height, {
      fit: 'fill',
      kernel: 'lanczos3',
      fastShrinkOnLoad: decodes !== 'jpeg' || mayShrinkFast(size, { width, height }),
    }),
  mayOvertake: ({ kind }) => kind === 'flip',
});

/**
 * By these ratios the reduction while decoding (2, 4 or 8 times, without a good filter) leaves so little to the good filter
 * that it may show: by SSIMULACRA 2 less than 90, where nobody sees a difference (docs/decisions/0037). One step less gives 95
 * and more there, and costs a tenth to a half as much again.
 */
const coarseRatios = [
  { from: 3, to: 3.9 },
  { from: 5, to: 5.5 },
  { from: 9, to: 16 },
];

export function mayShrinkFast(from: Size, to: Size): boolean {
  const ratio = shrinkRatio(from, to);
  return !coarseRatios.some((coarse) => ratio >= coarse.from && ratio < coarse.to);
}

/** Sharp reduces both axes alike while decoding, by the smaller ratio of the two. */
export function shrinkRatio(from: Size, to: Size): number {
  return Math.min(from.width / to.width, from.height / to.height);
}
