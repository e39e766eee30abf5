import { afterEach, describe, expect, it, vi } from 'vitest';
import { createKeptCopy, type KeptCopy } from './kept-copy.ts';

let copy: KeptCopy<object>;
afterEach(async () => {
  await copy.stop();
  vi.useRealTimers();
});

describe('a kept copy', () => {
  it('stays the same array until something has changed', async () => {
    let rows: object[] = [{ name: 'a', at: new Date(1) }];
    copy = await createKeptCopy({ load: async () => structuredClone(rows), onFailure: () => {} });
    const first = copy.current();
    await copy.refresh();
    expect(copy.current()).toBe(first);
    rows = [{ name: 'a', at: new Date(2) }];
    await copy.refresh();
    expect(copy.current()).toEqual(rows);
  });

  it('sees by itself what others have changed, and goes on after a failure', async () => {
    vi.useFakeTimers();
    const failures: unknown[] = [];
    let answer = async (): Promise<object[]> => [];
    copy = await createKeptCopy({ load: () => answer(), onFailure: (error) => failures.push(error) });
    answer = () => Promise.reject(new Error('away'));
    await vi.advanceTimersByTimeAsync(1000);
    expect([failures.length, copy.current()]).toEqual([1, []]);
    answer = async () => [{ name: 'new' }];
    await vi.advanceTimersByTimeAsync(1000);
    expect([failures.length, copy.current()]).toEqual([1, [{ name: 'new' }]]);
  });

  it('is not taken back by a slow look that began before a change', async () => {
    const answers: ((rows: object[]) => void)[] = [];
    const load = () => new Promise<object[]>((resolve) => answers.push(resolve));
    const creating = createKeptCopy({ load, onFailure: () => {} });
    answers.shift()?.([]);
    copy = await creating;
    const [slow, fast] = [copy.refresh(), copy.refresh()];
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    answers.shift()?.([{ name: 'old' }]);
    await slow;
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    answers.shift()?.([{ name: 'new' }]);
    await fast;
    expect(copy.current()).toEqual([{ name: 'new' }]);
  });
});
