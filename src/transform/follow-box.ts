import type { Box, Operation, RotateOperation } from '../domain/plan.ts';
import { moveFocusArea } from './focus-area.ts';
import { apply, type Picture } from './picture.ts';

/**
 * Where something that was found in the picture before the operations is after them. Undefined when it is out of sight, or
 * when nobody can say: what has been bent, or cut by what draws attention.
 */
export function followBox(box: Box, start: Picture, operations: readonly Operation[]): Box | undefined {
  let picture = start;
  let place: Box | undefined = box;
  for (const operation of operations) {
    if (place === undefined) return undefined;
    place = moveBox(place, picture, operation);
    picture = apply(picture, operation);
  }
  return place;
}

function moveBox(box: Box, picture: Picture, operation: Operation): Box | undefined {
  if (operation.kind === 'rotate') return turn(box, picture, operation);
  if (operation.kind !== 'flip') return moveFocusArea(box, picture, operation);
  return {
    ...box,
    left: operation.horizontal ? picture.width - box.left - box.width : box.left,
    top: operation.vertical ? picture.height - box.top - box.height : box.top,
  };
}

/** The upright box around the turned one: both turn about the middle of their canvas. */
function turn(box: Box, picture: Picture, { degrees, width, height }: RotateOperation): Box {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const x = box.left + box.width / 2 - picture.width / 2;
  const y = box.top + box.height / 2 - picture.height / 2;
  const turnedWidth = Math.abs(box.width * cos) + Math.abs(box.height * sin);
  const turnedHeight = Math.abs(box.width * sin) + Math.abs(box.height * cos);
  return {
    left: width / 2 + x * cos - y * sin - turnedWidth / 2,
    top: height / 2 + x * sin + y * cos - turnedHeight / 2,
    width: turnedWidth,
    height: turnedHeight,
  };
}
