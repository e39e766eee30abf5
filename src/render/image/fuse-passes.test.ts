import { describe, expect, it } from 'vitest';
import type { Colour, Operation } from '../../domain/plan.ts';
import { fusePasses } from './fuse-passes.ts';

const white: Colour = { r: 255, g: 255, b: 255, alpha: 1 };
const pink: Colour = { r: 255, g: 0, b: 255, alpha: 1 };
const clear: Colour = { r: 0, g: 0, b: 0, alpha: 0 };
const none = { x: 0, y: 0 };

const crop: Operation = { kind: 'crop', left: 0, top: 0, width: 50, height: 50 };
const resize: Operation = { kind: 'resize', width: 60, height: 60 };
const extend = (colour: Colour): Operation => ({
  kind: 'extend',
  left: 1,
  top: 1,
  right: 1,
  bottom: 1,
  colour,
});
const rotate = (degrees: number, side = 60): Operation => ({
  kind: 'rotate',
  degrees,
  width: side,
  height: side,
  background: clear,
});
const flip: Operation = { kind: 'flip', horizontal: true, vertical: true };
const blur: Operation = { kind: 'blur', sigma: 2 };
const grayscale: Operation = { kind: 'grayscale' };
const opacity: Operation = { kind: 'opacity', factor: 0.5 };
const round: Operation = {
  kind: 'round',
  topLeft: none,
  topRight: none,
  bottomRight: none,
  bottomLeft: none,
};
const flatten = (colour: Colour): Operation => ({ kind: 'flatten', colour });

function kindsByPass(operations: Operation[], animated = false): string[][] {
  const passes = fusePasses({ operations, size: { width: 100, height: 100 }, format: 'jpeg', animated });
  return passes.map((pass) => pass.operations.map(({ kind }) => kind));
}

describe('one pass does', () => {
  it.each<[string, Operation[]]>([
    ['a reduction', [resize]],
    ['a reduction and a cut', [resize, crop]],
    ['a cut and a reduction', [crop, resize]],
    ['a cut, a reduction and a second cut', [crop, resize, crop]],
    ['padding', [resize, extend(pink)]],
    ['everything common', [resize, crop, grayscale, blur, flatten(white)]],
    ['padding that lets a background through', [resize, extend(clear), flatten(pink)]],
    ['grey with a grey border', [resize, grayscale, extend(white)]],
    ['a background under a grey picture', [resize, grayscale, flatten(pink)]],
    ['a turn', [resize, flip, rotate(90)]],
    ['a turn by an angle in a frame', [resize, rotate(30, 82), extend(pink)]],
    ['a fading of what is opaque', [resize, crop, extend(pink), opacity]],
    ['round corners on a background', [resize, crop, extend(pink), round, flatten(pink)]],
  ])('%s', (_, operations) => {
    expect(kindsByPass(operations)).toHaveLength(1);
  });
});

describe('a new pass begins', () => {
  it.each<[string, Operation[], number[]]>([
    ['for a second reduction', [resize, resize], [1, 1]],
    ['for a second padding', [extend(pink), extend(white)], [1, 1]],
    ['for a reduction of what was padded', [extend(pink), resize], [1, 1]],
    ['for a cut of what was turned', [rotate(90), crop], [1, 1]],
    ['for a coloured border around a grey picture', [resize, grayscale, extend(pink)], [2, 1]],
    ['for grey over a coloured border', [resize, extend(pink), grayscale], [2, 1]],
    ['for what is done to pixels', [resize, round, opacity, flatten(pink)], [2, 1, 1]],
    ['for padding around what was blurred', [blur, extend(pink)], [1, 1]],
    ['after an angle whose canvas must be made exact', [rotate(30), extend(pink)], [1, 1]],
    ['for a blur of what was rounded', [round, blur], [1, 1]],
    ['for a blur of padding that lets light through', [extend(clear), blur], [1, 1]],
    ['for a fading of what has alpha', [extend(clear), opacity], [1, 1]],
  ])('%s', (_, operations, lengths) => {
    expect(kindsByPass(operations).map(({ length }) => length)).toEqual(lengths);
  });
});

it('takes the frames of an animation apart only for what would mix them', () => {
  expect(kindsByPass([resize, crop, grayscale, round], true)).toHaveLength(1);
  expect(kindsByPass([resize, blur], true)).toEqual([['resize'], ['blur']]);
  expect(kindsByPass([blur], true)).toEqual([[], ['blur']]);
});
