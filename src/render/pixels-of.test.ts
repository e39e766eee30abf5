import { expect, it } from 'vitest';
import type { Operation, PlanInput } from '../domain/plan.ts';
import { makePlan } from './image/coordinates.contract.ts';
import { pixelsOf } from './pixels-of.ts';

const paths = { sourcePath: 'source', targetPath: 'target' };
const canvas = { kind: 'canvas', width: 30, height: 10, colour: { r: 0, g: 0, b: 0, alpha: 1 } } as const;
const layer: Operation = {
  kind: 'composite',
  mode: 'over',
  left: 0,
  top: 0,
  layer: { input: canvas, operations: [], width: 30, height: 10 },
};

const still: PlanInput = { format: 'gif', autoOrient: true, frames: 0, width: 100, height: 80 };

const render = (operations: readonly Operation[], frames: Partial<PlanInput> = {}) => {
  const plan = makePlan({ format: 'gif', width: 100, height: 80 }, operations);
  return { kind: 'render', job: { ...paths, plan: { ...plan, input: { ...still, ...frames } } } } as const;
};

it.each([
  ['a picture and what becomes of it', render([{ kind: 'resize', width: 50, height: 40 }]), 10_000],
  ['its layers', render([layer]), 16_300],
  [
    'an animation, with all its frames before and after',
    render([{ kind: 'resize', width: 50, height: 40 }], { frames: 'all', frameCount: 10 }),
    100_000,
  ],
  [
    'an animation of unknown length, as the largest picture there is',
    render([], { frames: 'all' }),
    1_008_000,
  ],
  [
    'what is measured',
    {
      kind: 'measure',
      job: { ...paths, measurement: { kind: 'trim', threshold: 1, input: still, operations: [] } },
    } as const,
    8000,
  ],
  [
    'a look at a file, as the alpha of the largest',
    { kind: 'probe', depth: 'pixels', path: 'a', name: 'a' } as const,
    250_000,
  ],
  ['a look at a header', { kind: 'probe', depth: 'header', path: 'a', name: 'a' } as const, 0],
])('counts the pixels of %s', (_, task, pixels) => {
  expect(pixelsOf(task, 1_000_000)).toBe(pixels);
});
