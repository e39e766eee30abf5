import type { ExtendOperation } from '../../domain/plan.ts';
import { isGrey } from './colour.ts';
import type { Place } from './operation-step.ts';

/** After resizing and cutting, before blurring. */
export const placeExtend: Place<ExtendOperation> = ({ left, top, right, bottom, colour }) => ({
  stage: 'extend',
  apply: (pipeline) => pipeline.extend({ left, top, right, bottom, background: colour }),
  // Until the end of the pass a grey picture has one channel: the new pixels would lose their colour.
  cannotFollow: ({ kind }) => kind === 'grayscale' && !isGrey(colour),
});
