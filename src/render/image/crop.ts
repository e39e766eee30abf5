import type { CropOperation } from '../../domain/plan.ts';
import type { Place } from './operation-step.ts';

/** Sharp can cut once before and once after resizing. A cut before it rules out shrinking while decoding. */
export const placeCrop: Place<CropOperation> = ({ left, top, width, height }, { operations }) => ({
  stage: operations.some(({ kind }) => kind === 'resize') ? 'cropAfter' : 'cropBefore',
  apply: (pipeline) => pipeline.extract({ left, top, width, height }),
  // These look at one pixel at a time.
  mayOvertake: ({ kind }) => kind === 'grayscale' || kind === 'flatten' || kind === 'opacity',
});
