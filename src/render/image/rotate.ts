import type { RotateOperation } from '../../domain/plan.ts';
import { isGrey } from './colour.ts';
import type { Place, Size } from './operation-step.ts';

/** Quarter turns only move pixels; any other angle makes new ones, and a canvas of which libvips chooses the size. */
export const placeRotate: Place<RotateOperation> = (operation, { size }) => {
  const { degrees, width, height, background } = operation;
  if (degrees % 90 === 0)
    return { stage: 'turn', apply: (pipeline) => pipeline.rotate(degrees), eachFrame: true };
  return {
    stage: 'rotate',
    apply: (pipeline) => pipeline.rotate(degrees, { background }),
    cannotFollow: ({ kind }) => kind === 'grayscale' && !isGrey(background),
    eachFrame: true,
    ...(!isChosenAlike(size, operation) && { canvas: { width, height, colour: background } }),
  };
};

/** Libvips rounds the sides of the bounding box to the nearest pixel. Where two are as near it may choose the other one. */
function isChosenAlike(size: Size, { degrees, width, height }: RotateOperation): boolean {
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.abs(Math.cos(angle));
  const sin = Math.abs(Math.sin(angle));
  const isNearest = (exact: number, side: number) => Math.abs(exact - side) < 0.5 - binaryError;
  return (
    isNearest(size.width * cos + size.height * sin, width) &&
    isNearest(size.width * sin + size.height * cos, height)
  );
}

/** Far more than the last bits of a side, far less than a pixel. */
const binaryError = 1e-4;
