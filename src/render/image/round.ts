import type { Radius, RoundOperation } from '../../domain/plan.ts';
import type { Place, Size } from './operation-step.ts';

/** The picture is kept where a rounded shape of its size covers it; librsvg draws the shape with smooth edges. */
export const placeRound: Place<RoundOperation> = (operation, { size }) => ({
  stage: 'overlay',
  // Tiled from the top: each frame of an animation lies under its own shape.
  overlay: {
    input: Buffer.from(drawShape(operation, size)),
    blend: 'dest-in',
    tile: true,
    gravity: 'northwest',
  },
});

function drawShape({ topLeft, topRight, bottomRight, bottomLeft }: RoundOperation, size: Size): string {
  const { width, height } = size;
  const outline = [
    `M${topLeft.x},0 H${width - topRight.x}`,
    arc(topRight, width, topRight.y),
    `V${height - bottomRight.y}`,
    arc(bottomRight, width - bottomRight.x, height),
    `H${bottomLeft.x}`,
    arc(bottomLeft, 0, height - bottomLeft.y),
    `V${topLeft.y}`,
    arc(topLeft, topLeft.x, 0),
    'Z',
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path d="${outline.join(' ')}"/></svg>`;
}

/** A quarter of an ellipse, clockwise to x, y. */
function arc(radius: Radius, x: number, y: number): string {
  return `A${radius.x},${radius.y} 0 0 1 ${x},${y}`;
}
