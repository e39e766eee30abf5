import type { Operation } from '../../domain/plan.ts';
import { placeBlur } from './blur.ts';
import { placeCrop } from './crop.ts';
import { placeExtend } from './extend.ts';
import { placeFlatten } from './flatten.ts';
import { placeFlip } from './flip.ts';
import { placeGrayscale } from './grayscale.ts';
import { placeOpacity } from './opacity.ts';
import type { PassSoFar, Placement } from './operation-step.ts';
import { placeResize } from './resize.ts';
import { placeRotate } from './rotate.ts';
import { placeRound } from './round.ts';

export function placeOperation(operation: Operation, pass: PassSoFar): Placement {
  switch (operation.kind) {
    case 'crop':
      return placeCrop(operation, pass);
    case 'resize':
      return placeResize(operation, pass);
    case 'extend':
      return placeExtend(operation, pass);
    case 'flip':
      return placeFlip(operation, pass);
    case 'rotate':
      return placeRotate(operation, pass);
    case 'blur':
      return placeBlur(operation, pass);
    case 'grayscale':
      return placeGrayscale(operation, pass);
    case 'round':
      return placeRound(operation, pass);
    case 'opacity':
      return placeOpacity(operation, pass);
    case 'flatten':
      return placeFlatten(operation, pass);
  }
}
