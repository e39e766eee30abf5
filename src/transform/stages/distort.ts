import type { ArcOperation, PerspectiveOperation, Point } from '../../domain/effect-operation.ts';
import type { Distortion } from '../parameters/distortion.ts';
import { apply, type Picture } from '../picture.ts';
import { roundSide } from '../rounding.ts';
import type { Stage } from './stage.ts';

/** Spec image-transformations §7.15. */
export const distort: Stage = (picture, { distortion }) => {
  if (distortion === undefined) return picture;
  return distortion.kind === 'arc'
    ? apply(picture, bend(picture, distortion.degrees))
    : apply(picture, project(distortion));
};

/** The canvas is the bounding box of the corners, moved to the origin (T52). */
function project(corners: Distortion & { kind: 'perspective' }): PerspectiveOperation {
  const { topLeft, topRight, bottomRight, bottomLeft } = corners;
  const all = [topLeft, topRight, bottomRight, bottomLeft];
  const left = Math.min(...all.map(({ x }) => x));
  const top = Math.min(...all.map(({ y }) => y));
  const moved = ({ x, y }: Point) => ({ x: x - left, y: y - top });
  return {
    kind: 'perspective',
    topLeft: moved(topLeft),
    topRight: moved(topRight),
    bottomRight: moved(bottomRight),
    bottomLeft: moved(bottomLeft),
    width: Math.max(...all.map(({ x }) => x)) - left,
    height: Math.max(...all.map(({ y }) => y)) - top,
  };
}

/** The middle row keeps the length of the width, the height stays: the canvas is what the arc takes up (T52). */
function bend({ width, height }: Picture, degrees: number): ArcOperation {
  const angle = (Math.abs(degrees) * Math.PI) / 180;
  const radius = width / angle;
  const outer = radius + height / 2;
  const inner = Math.max(0, radius - height / 2);
  const isMoreThanHalf = angle > Math.PI;
  // Beyond half a circle the ends reach below its centre, and the sides are its widest points.
  const lowest = (isMoreThanHalf ? outer : inner) * Math.cos(angle / 2);
  return {
    kind: 'arc',
    degrees,
    width: roundSide(isMoreThanHalf ? 2 * outer : 2 * outer * Math.sin(angle / 2)),
    height: roundSide(outer - lowest),
  };
}
