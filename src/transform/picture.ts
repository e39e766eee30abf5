import type { Box, Operation } from '../domain/plan.ts';
import { moveFocusArea } from './focus-area.ts';
import { mergeOperation } from './merge-operation.ts';

/** The picture as it will be after the operations so far: what a step receives and what it gives. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** No pixel can be transparent. */
  readonly isOpaque: boolean;
  /** Where the stored focus area is by now; absent when there is none, or when turning has lost it. */
  readonly focusArea?: Box;
  readonly operations: readonly Operation[];
  /** Most pixels of one frame that any operation has given so far. */
  readonly peakPixels: number;
}

export function applyAll(picture: Picture, operations: readonly Operation[]): Picture {
  return operations.reduce(apply, picture);
}

/** An operation that changes nothing leaves no trace. */
export function apply(picture: Picture, operation: Operation): Picture {
  if (changesNothing(picture, operation)) return picture;
  const { width, height } = sizeAfter(picture, operation);
  const { focusArea: before, ...rest } = picture;
  const focusArea = before === undefined ? undefined : moveFocusArea(before, picture, operation);
  return {
    ...rest,
    ...(focusArea === undefined ? {} : { focusArea }),
    width,
    height,
    isOpaque: isOpaqueAfter(picture, operation),
    operations: mergeOperation(picture.operations, operation),
    peakPixels: Math.max(picture.peakPixels, width * height),
  };
}

function changesNothing(picture: Picture, operation: Operation): boolean {
  switch (operation.kind) {
    case 'crop':
    case 'resize':
      return operation.width === picture.width && operation.height === picture.height;
    case 'extend':
      return operation.left + operation.top + operation.right + operation.bottom === 0;
    case 'flip':
      return !operation.horizontal && !operation.vertical;
    case 'rotate':
      return operation.degrees === 0;
    case 'round': {
      const { topLeft, topRight, bottomRight, bottomLeft } = operation;
      return [topLeft, topRight, bottomRight, bottomLeft].every(({ x, y }) => x === 0 || y === 0);
    }
    case 'opacity':
      return operation.factor === 1;
    case 'flatten':
      return picture.isOpaque;
    default:
      return false;
  }
}

function sizeAfter(picture: Picture, operation: Operation): { width: number; height: number } {
  switch (operation.kind) {
    case 'crop':
    case 'resize':
    case 'rotate':
      return operation;
    case 'extend':
      return {
        width: picture.width + operation.left + operation.right,
        height: picture.height + operation.top + operation.bottom,
      };
    default:
      return picture;
  }
}

function isOpaqueAfter(picture: Picture, operation: Operation): boolean {
  switch (operation.kind) {
    case 'extend':
      return picture.isOpaque && operation.colour.alpha === 1;
    case 'rotate':
      return picture.isOpaque && (operation.degrees % 90 === 0 || operation.background.alpha === 1);
    case 'flatten':
      return operation.colour.alpha === 1;
    case 'round':
    case 'opacity':
      return false;
    default:
      return picture.isOpaque;
  }
}
