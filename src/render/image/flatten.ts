import type { FlattenOperation, Operation } from '../../domain/plan.ts';
import { isGrey, solid } from './colour.ts';
import type { Place } from './operation-step.ts';

/**
 * Sharp flattens early, before resizing. Where what came first would be changed by that, or where the colour lets
 * light through, the colour is slid under the finished picture instead.
 */
export const placeFlatten: Place<FlattenOperation> = ({ colour }, { operations }) => {
  const mayOvertake = (earlier: Operation) => isSameAfterFlattening(earlier, colour);
  if (colour.alpha === 1 && operations.every(mayOvertake)) {
    return { stage: 'flatten', apply: (pipeline) => pipeline.flatten({ background: colour }), mayOvertake };
  }
  return { stage: 'overlay', overlay: solid(colour, 'dest-over') };
};

function isSameAfterFlattening(earlier: Operation, colour: FlattenOperation['colour']): boolean {
  switch (earlier.kind) {
    case 'crop':
    case 'resize':
    case 'flip':
    case 'blur':
      return true;
    case 'rotate':
      return earlier.degrees % 90 === 0;
    case 'extend':
      return earlier.colour.alpha === 1;
    case 'grayscale':
      return isGrey(colour);
    default:
      return false;
  }
}
