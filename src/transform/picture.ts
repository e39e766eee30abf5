import type { PerspectiveOperation } from '../domain/effect-operation.ts';
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
    case 'attend':
      return operation.width === picture.width && operation.height === picture.height;
    case 'extend':
      return isWithoutMargins(operation);
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
    case 'shadow':
    case 'cast-shadow':
      return picture.isOpaque;
    case 'backdrop':
      return picture.isOpaque && isWithoutMargins(operation);
    case 'perspective':
      return leavesCorners(picture, operation);
    case 'displace':
      return operation.x === 0 && operation.y === 0;
    default:
      return false;
  }
}

interface Margins {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function isWithoutMargins({ left, top, right, bottom }: Margins): boolean {
  return left + top + right + bottom === 0;
}

function leavesCorners({ width, height }: Picture, corners: PerspectiveOperation): boolean {
  const { topLeft, topRight, bottomRight, bottomLeft } = corners;
  const moved = [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }) => [x, y]);
  return String(moved) === String([0, 0, width, 0, width, height, 0, height]);
}

function sizeAfter(picture: Picture, operation: Operation): { width: number; height: number } {
  switch (operation.kind) {
    case 'crop':
    case 'resize':
    case 'rotate':
    case 'attend':
    case 'perspective':
    case 'arc':
    case 'pad-blurred':
      return operation;
    case 'extend':
    case 'backdrop':
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
    case 'gradient':
      return picture.isOpaque || (operation.from.alpha === 1 && operation.to.alpha === 1);
    case 'backdrop':
      return true;
    case 'round':
    case 'opacity':
    case 'perspective':
    case 'arc':
      return false;
    case 'composite':
      return picture.isOpaque && operation.mode !== 'cutout' && operation.mode !== 'cutter';
    default:
      return picture.isOpaque;
  }
}
