import { describe, expect, it } from 'vitest';
import type { Operation, OutputFormat, PlanInput } from '../domain/plan.ts';
import { makePlan } from './image/coordinates.contract.ts';
import type { Lane } from './job-queue.ts';
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

  describe('of a trim is that of a picture made by the same work:', () => {
    const input = { format: 'jpeg', autoOrient: true, frames: 0, width: 4000, height: 3000 } as const;
    const half: Operation = { kind: 'resize', width: 2000, height: 1500 };
    const layer = (format: PlanInput['format']): Operation => ({
      kind: 'composite',
      mode: 'over',
      left: 0,
      top: 0,
      layer: {
        input: { kind: 'file', source: 1, picture: { ...input, format, width: 9, height: 9 } },
        operations: [],
        width: 9,
        height: 9,
      },
    });

    it.each<[string, Lane, Partial<PlanInput>, Operation[]]>([
      ['a photograph', 'quick', {}, []],
      ['a large one', 'slow', { width: 6000, height: 4000 }, []],
      ['a format that is slow to decode', 'slow', { format: 'heic' }, []],
      ['an animation', 'slow', { frames: 'all' }, []],
      ['an effect on many pixels', 'slow', {}, [{ kind: 'contrast' }]],
      ['an effect on few', 'quick', {}, [half, { kind: 'contrast' }]],
      ['a layer', 'quick', {}, [layer('png')]],
      ['a layer that is slow to decode', 'slow', {}, [layer('heic')]],
    ])('%s is %s', (_, lane, changed, operations) => {
      const measurement = {
        kind: 'trim',
        threshold: 10,
        input: { ...input, ...changed },
        operations,
      } as const;
      expect(laneOf({ kind: 'measure', job: { sourcePath: 'source', measurement } })).toBe(lane);
    });
  });

  it('of a look at a file is its own', () => {
    expect(laneOf({ kind: 'probe', depth: 'pixels', path: 'a', name: 'a.jpg' })).toBe('probe');
  });
});
