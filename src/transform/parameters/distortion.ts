import type { Point } from '../../domain/effect-operation.ts';
import { readSigned } from '../amount.ts';
import { bareEffect } from '../options.ts';
import type { Parameter } from './parameter.ts';

export type Distortion =
  | {
      readonly kind: 'perspective';
      readonly topLeft: Point;
      readonly topRight: Point;
      readonly bottomRight: Point;
      readonly bottomLeft: Point;
    }
  | { readonly kind: 'arc'; readonly degrees: number };

export const distortion: Parameter<Distortion> = {
  keys: ['e-distort'],
  // Means nothing, and is refused rather than ignored.
  bare: bareEffect,
  allowedIn: ['base', 'image layer'],
  values:
    'p-x1_y1_x2_y2_x3_y3_x4_y4: where the corners go, clockwise from the top left; a-degrees, N360 to 360; N for negative',
  sentence:
    'Sees the picture in perspective, or bends it to an arc, the ends down when the degrees are positive.',
  example: 'e-distort-p-50_0_350_0_400_300_0_300',
  read: (text) => {
    if (text.startsWith('p-')) return readPerspective(text.slice(2));
    return text.startsWith('a-') ? readArc(text.slice(2)) : undefined;
  },
};

/** Far outside every picture that may be made. */
const farthest = 1_000_000;

function readPerspective(text: string): Distortion | undefined {
  const numbers = text.split('_').map((part) => readSigned(part, { min: -farthest, max: farthest }));
  const [topLeft, topRight, bottomRight, bottomLeft, ...others] = pairs(numbers);
  if (topLeft === undefined || topRight === undefined || others.length > 0) return undefined;
  if (bottomRight === undefined || bottomLeft === undefined) return undefined;
  const keepsOrder =
    topLeft.x < topRight.x &&
    bottomLeft.x < bottomRight.x &&
    topLeft.y < bottomLeft.y &&
    topRight.y < bottomRight.y;
  if (!keepsOrder || !isConvex([topLeft, topRight, bottomRight, bottomLeft])) return undefined;
  return { kind: 'perspective', topLeft, topRight, bottomRight, bottomLeft };
}

/** Whole numbers only, and two for each point. */
function pairs(numbers: readonly (number | undefined)[]): (Point | undefined)[] {
  return numbers.flatMap((x, index) => {
    if (index % 2 === 1) return [];
    const y = numbers[index + 1];
    const isPoint = x !== undefined && y !== undefined && Number.isInteger(x) && Number.isInteger(y);
    return [isPoint ? { x, y } : undefined];
  });
}

/** No plane seen from anywhere has a corner that points inwards. */
function isConvex(corners: readonly Point[]): boolean {
  return corners.every((corner, index) => {
    const before = corners.at(index - 1) ?? corner;
    const after = corners[(index + 1) % corners.length] ?? corner;
    const turn = (corner.x - before.x) * (after.y - corner.y) - (corner.y - before.y) * (after.x - corner.x);
    return turn > 0;
  });
}

function readArc(text: string): Distortion | undefined {
  const degrees = readSigned(text, { min: -360, max: 360 });
  return degrees === undefined || degrees === 0 ? undefined : { kind: 'arc', degrees };
}
