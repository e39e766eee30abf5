import type { Box, Operation } from '../domain/plan.ts';

/** `x,y,width,height` as stored with the file. Undefined when it is not a box within the picture. */
export function parseFocusArea(text: string | undefined, picture: Size): Box | undefined {
  const [left, top, width, height, ...others] = (text ?? '').split(',').map(toNumber);
  if (left === undefined || top === undefined || width === undefined || height === undefined)
    return undefined;
  const isNumeric = [left, top, width, height].every(Number.isFinite) && others.length === 0;
  return isNumeric ? clip({ left, top, width, height }, picture) : undefined;
}

/** Where the area is after `operation`. Mirroring, turning and bending lose it: nobody has said what should happen. */
export function moveFocusArea(area: Box, picture: Size, operation: Operation): Box | undefined {
  switch (operation.kind) {
    case 'crop':
      return clip({ ...area, left: area.left - operation.left, top: area.top - operation.top }, operation);
    case 'extend':
    case 'backdrop':
      return { ...area, left: area.left + operation.left, top: area.top + operation.top };
    case 'resize':
      return scale(area, operation.width / picture.width, operation.height / picture.height);
    case 'flip':
    case 'rotate':
    case 'attend':
    case 'perspective':
    case 'arc':
    case 'pad-blurred':
      return undefined;
    default:
      return area;
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function clip({ left, top, width, height }: Box, picture: Size): Box | undefined {
  const clipped = { left: Math.max(0, left), top: Math.max(0, top) };
  const right = Math.min(picture.width, left + width);
  const bottom = Math.min(picture.height, top + height);
  if (right <= clipped.left || bottom <= clipped.top) return undefined;
  return { ...clipped, width: right - clipped.left, height: bottom - clipped.top };
}

function scale({ left, top, width, height }: Box, x: number, y: number): Box {
  return { left: left * x, top: top * y, width: width * x, height: height * y };
}

function toNumber(part: string): number {
  return part.trim() === '' ? Number.NaN : Number(part);
}
