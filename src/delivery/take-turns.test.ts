import { describe, expect, it } from 'vitest';
import { createTakeTurns } from './take-turns.ts';

const never = new AbortController().signal;
const settled = () => new Promise(setImmediate);

/** Work that notes when it begins, and ends when told. */
function makeWork(begun: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = () => {
    begun.push(name);
    return promise;
  };
  return { work, end: () => resolve(name), fail: () => reject(new Error(name)) };
}

describe('taking turns', () => {
  it('does so much at once, first come, first served, whatever becomes of it', async () => {
    const takeTurn = createTakeTurns(2);
    const begun: string[] = [];
    const works = ['a', 'b', 'c', 'd'].map((name) => makeWork(begun, name));
    const results = works.map(({ work }) => takeTurn(work, never).catch((error) => `${error}`));
    await settled();
    expect(begun).toEqual(['a', 'b']);
    works[1]?.fail();
    await settled();
    expect(begun).toEqual(['a', 'b', 'c']);
    for (const { end } of works) end();
    expect(await Promise.all(results)).toEqual(['a', 'Error: b', 'c', 'd']);
    expect(await takeTurn(async () => 'e', never)).toBe('e');
  });

  it('lets whoever waits leave the line', async () => {
    const takeTurn = createTakeTurns(1);
    const begun: string[] = [];
    const [first, second, third] = [makeWork(begun, 'a'), makeWork(begun, 'b'), makeWork(begun, 'c')];
    const leaving = new AbortController();
    const results = [
      takeTurn(first.work, never),
      takeTurn(second.work, leaving.signal).catch((error) => error.message),
      takeTurn(third.work, never),
    ];
    leaving.abort(new Error('left'));
    first.end();
    third.end();
    expect(await Promise.all(results)).toEqual(['a', 'left', 'c']);
    expect(begun).toEqual(['a', 'c']);
    await expect(takeTurn(settled, leaving.signal)).rejects.toThrow('left');
  });
});
