import { describe, expect, it } from 'vitest';
import { createOneAtATime } from './one-at-a-time.ts';

describe('one at a time', () => {
  it('runs work on one key in the order it came, and on others meanwhile', async () => {
    const oneAtATime = createOneAtATime();
    const told: string[] = [];
    const first = Promise.withResolvers<void>();
    const work = [
      oneAtATime('a', () => first.promise.then(() => told.push('a1'))),
      oneAtATime('a', async () => told.push('a2')),
      oneAtATime('b', async () => told.push('b1')),
    ];
    await work[2];
    first.resolve();
    await Promise.all(work);
    expect(told).toEqual(['b1', 'a1', 'a2']);
  });

  it('goes on after work that failed, and passes the failure to its own caller only', async () => {
    const oneAtATime = createOneAtATime();
    const failing = oneAtATime('a', () => Promise.reject(new Error('no space')));
    const next = oneAtATime('a', async () => 'done');
    await expect(failing).rejects.toThrow('no space');
    await expect(next).resolves.toBe('done');
  });
});
