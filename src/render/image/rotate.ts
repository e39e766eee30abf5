import type { RotateOperation } from '../../domain/plan.ts';
import { isGrey } from './colour.ts';
import type { Place } from './operation-step.ts';

/** Quarter turns only move pixels; any other angle makes new ones, and a canvas of which libvips chooses the size. */
export const placeRotate: Place<RotateOperation> = ({ degrees, width, height, background }) =>
  degrees % 90 === 0
    ? { stage: 'turn', apply: (pipeline) => pipeline.rotate(degrees), eachFrame: true }
    : {
        stage: 'rotate',
        apply: (pipeline) => pipeline.rotate(degrees, { background }),
        cannotFollow: ({ kind }) => kind === 'grayscale' && !isGrey(background),
        eachFrame: true,
        canvas: { width, height, colour: background },
      };
