import { expect } from 'vitest';
import type { Operation, Plan } from '../../domain/plan.ts';
import type { Pixels } from './coordinates.contract.ts';
import type { Size } from './operation-step.ts';
import { sizeAfter } from './size-after.ts';

/** Every pixel of a picture of coordinates stands where the plan puts it, within one and a half pixels. */
export function expectPlaced(result: Pixels, plan: Plan): void {
  expect(result).toMatchObject({ width: plan.width, height: plan.height });
  for (const point of gridOver(plan)) {
    const origin = traceBack(point, plan.operations, plan.input);
    const colour = result.at(point.x, point.y);
    if (origin === undefined) expect(colour.slice(0, 3)).toEqual([0, 0, 255]);
    else expectNear(colour, origin, plan);
  }
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function gridOver({ width, height }: Size): Point[] {
  const parts = [0.08, 0.3, 0.5, 0.77, 0.92];
  return parts.flatMap((x) => parts.map((y) => ({ x: Math.floor(x * width), y: Math.floor(y * height) })));
}

/** Where in the source the pixel at `point` comes from; undefined for one that an operation has added. */
function traceBack(point: Point, operations: readonly Operation[], source: Size): Point | undefined {
  const sizes = operations.map((_, index) => operations.slice(0, index).reduce(after, source));
  let found: Point | undefined = point;
  for (const [index, operation] of [...operations.entries()].reverse()) {
    found = found && stepBack(found, operation, sizes[index] ?? source);
  }
  return found;
}

function stepBack({ x, y }: Point, operation: Operation, before: Size): Point | undefined {
  switch (operation.kind) {
    case 'crop':
      return { x: x + operation.left, y: y + operation.top };
    case 'resize':
      return {
        x: ((x + 0.5) * before.width) / operation.width - 0.5,
        y: ((y + 0.5) * before.height) / operation.height - 0.5,
      };
    case 'extend':
      return within({ x: x - operation.left, y: y - operation.top }, before);
    case 'flip':
      return {
        x: operation.horizontal ? before.width - 1 - x : x,
        y: operation.vertical ? before.height - 1 - y : y,
      };
    case 'rotate':
      return turnBack({ x, y }, operation.degrees, before);
    default:
      return { x, y };
  }
}

function within(point: Point, { width, height }: Size): Point | undefined {
  return point.x >= 0 && point.y >= 0 && point.x < width && point.y < height ? point : undefined;
}

function turnBack({ x, y }: Point, degrees: number, before: Size): Point {
  if (degrees === 90) return { x: y, y: before.height - 1 - x };
  if (degrees === 180) return { x: before.width - 1 - x, y: before.height - 1 - y };
  return { x: before.width - 1 - y, y: x };
}

const after = (size: Size, operation: Operation) => sizeAfter(operation, size);

/** One and a half pixels of the result, in pixels of the source; the colours themselves are rounded as well. */
function allowance(operations: readonly Operation[], source: Size): Point {
  const step = { x: 1, y: 1 };
  let size: Size = source;
  for (const operation of operations) {
    if (operation.kind === 'resize') {
      step.x *= size.width / operation.width;
      step.y *= size.height / operation.height;
    }
    size = sizeAfter(operation, size);
  }
  return { x: 1.5 * Math.max(1, step.x), y: 1.5 * Math.max(1, step.y) };
}

/** Parts of the side. */
const roundingOfColours = 1 / 255;
const lossOfEncoding = 3 / 255;

function expectNear([red = 0, green = 0]: number[], origin: Point, { input, operations }: Plan): void {
  const x = (red * (input.width - 1)) / 255;
  const y = (green * (input.height - 1)) / 255;
  const step = allowance(operations, input);
  const noise = input.format === 'png' ? roundingOfColours : lossOfEncoding;
  expect(Math.abs(x - origin.x), `x ${x} for ${origin.x}`).toBeLessThanOrEqual(step.x + noise * input.width);
  expect(Math.abs(y - origin.y), `y ${y} for ${origin.y}`).toBeLessThanOrEqual(step.y + noise * input.height);
}
