import { describe, it } from 'vitest';
import type { Colour, Operation } from '../../domain/plan.ts';
import { drawCoordinates, makePlan, pixelsOf, render } from './coordinates.contract.ts';
import { expectPlaced } from './trace-back.contract.ts';

const blue: Colour = { r: 0, g: 0, b: 255, alpha: 1 };
const clear: Colour = { r: 0, g: 0, b: 0, alpha: 0 };
const crop = (left: number, top: number, width: number, height: number): Operation => ({
  kind: 'crop',
  left,
  top,
  width,
  height,
});
const resize = (width: number, height: number): Operation => ({ kind: 'resize', width, height });
const extend = (left: number, top: number, right: number, bottom: number, colour = blue): Operation => ({
  kind: 'extend',
  left,
  top,
  right,
  bottom,
  colour,
});
const flip = (horizontal: boolean, vertical: boolean): Operation => ({ kind: 'flip', horizontal, vertical });
const turn = (degrees: number, width: number, height: number): Operation => ({
  kind: 'rotate',
  degrees,
  width,
  height,
  background: clear,
});
const blur: Operation = { kind: 'blur', sigma: 1 };
const flatten: Operation = { kind: 'flatten', colour: blue };

const source = { width: 1200, height: 900 };

const plans: [string, Operation[]][] = [
  ['nothing', []],
  ['reduced', [resize(400, 300)]],
  ['reduced a lot', [resize(100, 75)]],
  ['squeezed', [resize(150, 600)]],
  ['enlarged', [resize(1500, 1125)]],
  ['reduced and cut', [resize(400, 300), crop(50, 20, 300, 200)]],
  ['cut and reduced', [crop(301, 203, 600, 400), resize(300, 200)]],
  ['cut and reduced a lot', [crop(301, 203, 611, 407), resize(60, 40)]],
  ['cut in a corner and reduced a lot', [crop(800, 500, 400, 400), resize(50, 50)]],
  ['cut, reduced, cut', [crop(100, 100, 1000, 700), resize(500, 350), crop(20, 30, 200, 300)]],
  ['cut twice', [crop(100, 100, 1000, 700), crop(20, 30, 200, 300)]],
  ['reduced twice', [resize(600, 450), resize(200, 150)]],
  ['padded', [resize(400, 300), extend(40, 10, 20, 0)]],
  ['padded, then reduced', [extend(100, 0, 300, 200), resize(400, 275)]],
  ['padded, then cut', [resize(400, 300), extend(40, 10, 20, 0), crop(30, 5, 100, 100)]],
  ['padded twice', [resize(400, 300), extend(10, 10, 10, 10), extend(5, 0, 0, 7)]],
  ['mirrored', [resize(400, 300), flip(true, false)]],
  ['upside down', [resize(400, 300), flip(false, true)]],
  ['mirrored, then cut', [flip(true, true), crop(10, 20, 300, 400)]],
  ['mirrored, then reduced', [flip(true, false), resize(400, 300)]],
  ['cut, then mirrored', [resize(400, 300), crop(10, 20, 300, 200), flip(true, false)]],
  ['turned right', [resize(400, 300), turn(90, 300, 400)]],
  ['turned left', [turn(270, 900, 1200), resize(300, 400)]],
  ['upside down by a turn', [resize(400, 300), turn(180, 400, 300), crop(10, 20, 50, 60)]],
  ['cut, turned, padded', [resize(400, 300), crop(10, 20, 300, 200), turn(90, 200, 300), extend(5, 6, 7, 8)]],
  ['turned, then mirrored', [resize(400, 300), turn(90, 300, 400), flip(true, false)]],
  ['blurred, then cut', [resize(400, 300), blur, crop(10, 20, 300, 200)]],
  ['blurred, then padded', [resize(400, 300), blur, extend(20, 20, 20, 20)]],
  ['laid on a colour', [resize(400, 300), extend(20, 20, 20, 20, clear), flatten]],
  ['faded, then cut', [resize(400, 300), { kind: 'opacity', factor: 1 }, crop(10, 20, 300, 200)]],
];

describe.each([
  { format: 'png', bytes: await drawCoordinates(source).png().toBuffer() },
  { format: 'jpeg', bytes: await drawCoordinates(source).jpeg({ quality: 100 }).toBuffer() },
  { format: 'webp', bytes: await drawCoordinates(source).webp({ quality: 100 }).toBuffer() },
  { format: 'png', bytes: await drawCoordinates(source, 4).png().toBuffer() },
] as const)('a $format', ({ format, bytes }) => {
  it.each(plans)('%s has every pixel where the plan puts it', async (_, operations) => {
    const plan = makePlan({ format, ...source }, operations);
    expectPlaced(await pixelsOf(await render(bytes, plan)), plan);
  });
});
