import { describe, expect, it } from 'vitest';
import type { Operation, OutputFormat, PlanInput } from '../domain/plan.ts';
import { makePlan } from './image/coordinates.contract.ts';
import { laneOf } from './lane-of.ts';
import type { Task } from './messages.ts';

const paths = { sourcePath: 'source', targetPath: 'target' };

function renderTask(
  format: OutputFormat,
  width: number,
  height: number,
  frames: PlanInput['frames'] = 0,
  operations: readonly Operation[] = [],
): Task {
  const plan = makePlan({ format: 'jpeg', width, height }, operations);
  const { input, output } = plan;
  return {
    kind: 'render',
    job: { ...paths, plan: { ...plan, input: { ...input, frames }, output: { ...output, format } } },
  };
}

describe('the lane of a job', () => {
  it.each([
    ['avif', 512, 340, 'quick'],
    ['avif', 2000, 1500, 'slow'],
    ['jpeg', 4000, 3000, 'quick'],
    ['jpeg', 6000, 4000, 'slow'],
    ['webp', 1920, 1080, 'quick'],
    ['webp', 4000, 3000, 'slow'],
    ['png', 2000, 1500, 'quick'],
  ] as const)('of a %s of %i×%i is %s', (format, width, height, lane) => {
    expect(laneOf(renderTask(format, width, height))).toBe(lane);
  });

  it('of a PNG whose colours are searched for is sooner slow', () => {
    const lane = (width: number, quality: number) => {
      const plan = makePlan({ format: 'png', width, height: 1000 }, [], { quality });
      return laneOf({ kind: 'render', job: { ...paths, plan } });
    };
    expect([lane(1000, 60), lane(2000, 60), lane(2000, 100)]).toEqual(['quick', 'slow', 'quick']);
  });

  it('of an effect on many pixels is slow', () => {
    const lane = (width: number) => laneOf(renderTask('jpeg', width, 2000, 0, [{ kind: 'contrast' }]));
    expect([lane(1000), lane(2000)]).toEqual(['quick', 'slow']);
  });

  it.each([{ maxBytes: 9000 }, { likeness: 70 }])('of a quality that is searched is slow: %o', (wish) => {
    const plan = makePlan({ format: 'jpeg', width: 64, height: 64 }, [], { format: 'jpeg', ...wish });
    expect(laneOf({ kind: 'render', job: { ...paths, plan } })).toBe('slow');
  });

  it('of an animation is slow, however small', () => {
    expect(laneOf(renderTask('gif', 16, 16, 'all'))).toBe('slow');
  });

  it('of a look at a file is its own', () => {
    expect(laneOf({ kind: 'probe', depth: 'pixels', path: 'a', name: 'a.jpg' })).toBe('probe');
  });
});
