import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReadiness, type Phase } from './readiness.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const fine = async () => {};
const broken = async () => {
  throw new Error('gone');
};
const silent = () => new Promise<never>(() => {});

function make(
  checks: { database?: () => Promise<void>; blobs?: () => Promise<void> },
  phase: Phase = 'serving',
) {
  const failures: string[] = [];
  const readiness = createReadiness({
    phase: () => phase,
    checks: { database: fine, blobs: fine, ...checks },
    onFailure: (_error, part) => failures.push(part),
  });
  return { readiness, failures };
}

describe('readiness', () => {
  it.each([
    ['everything answers', {}, 'serving', { status: 'ready' }],
    [
      'the library is being filled',
      {},
      'starting',
      { status: 'starting', reason: 'The library is being filled.' },
    ],
    ['the process ends', {}, 'draining', { status: 'draining', reason: 'The process ends.' }],
    [
      'the database fails',
      { database: broken },
      'serving',
      { status: 'unavailable', reason: 'The database cannot be reached.' },
    ],
    [
      'the blobs fail',
      { blobs: broken },
      'serving',
      { status: 'unavailable', reason: 'The blobs cannot be reached.' },
    ],
    [
      'both fail',
      { database: broken, blobs: broken },
      'serving',
      { status: 'unavailable', reason: 'The database cannot be reached. The blobs cannot be reached.' },
    ],
    [
      'the blobs say nothing',
      { blobs: silent },
      'serving',
      { status: 'unavailable', reason: 'The blobs cannot be reached.' },
    ],
  ] as const)('when %s', async (_, checks, phase, expected) => {
    expect(await make(checks, phase).readiness()).toEqual(expected);
  });

  it('asks once a second, however many ask', async () => {
    let asked = 0;
    const { readiness } = make({
      database: async () => {
        asked += 1;
      },
    });
    await Promise.all([readiness(), readiness(), readiness()]);
    expect(asked).toBe(1);
    vi.advanceTimersByTime(1000);
    await readiness();
    expect(asked).toBe(2);
  });

  it('tells what fails, for the logs', async () => {
    const { readiness, failures } = make({ blobs: broken });
    await readiness();
    expect(failures).toEqual(['blobs']);
  });
});
