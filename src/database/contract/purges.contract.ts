import { expect, it } from 'vitest';
import { makeId, type PurgeId } from '../../domain/ids.ts';
import type { PurgeRequest } from '../../domain/purge.ts';
import { dayOne, later } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

const request = (name: string, at = 0): PurgeRequest => ({
  id: makeId(dayOne),
  url: `http://a.test/demo/${name}*`,
  behind: name,
  isPrefix: true,
  createdAt: later(at),
});

export function purgesContract(subject: Subject): void {
  const purges = () => subject.database.purges;

  it('keeps requests in the order they were made, under rising numbers', async () => {
    const requests = [request('a'), { ...request('ü/b ✓'), isPrefix: false }, request('c')];
    expect(await purges().findLatestNumber()).toBe(0);
    for (const each of requests) await purges().insert(each);
    const [first, second, third] = await purges().listAfter(0, 100);
    expect([first, second, third]).toMatchObject(requests);
    expect(first && (await purges().find(first.id))).toEqual(first);
    expect(await purges().listAfter(first?.number ?? 0, 1)).toEqual([second]);
    expect(await purges().findLatestNumber()).toBe(third?.number);
    expect(await purges().find('000000000000000000000000' as PurgeId)).toBeUndefined();
  });

  it('gives no number twice, however many ask at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => purges().insert(request(`${index}`))));
    const numbers = (await purges().listAfter(0, 100)).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(30);
  });

  it('counts from a moment on', async () => {
    for (const at of [0, 10, 20]) await purges().insert(request('a', at));
    expect(await purges().countSince(later(10))).toBe(2);
    expect(await purges().countSince(later(21))).toBe(0);
  });

  it('knows of a node what was noted last', async () => {
    await purges().noteNode({ id: 'b', done: 1, seenAt: dayOne });
    await purges().noteNode({ id: 'a', done: 0, seenAt: dayOne });
    await purges().noteNode({ id: 'b', done: 3 });
    expect(await purges().listNodes()).toEqual([
      { id: 'a', done: 0, seenAt: dayOne },
      { id: 'b', done: 3 },
    ]);
  });

  it('forgets old requests, and nodes that could not catch up; numbers go on', async () => {
    for (const at of [0, 1, 100]) await purges().insert(request('a', at));
    const [, second, third] = await purges().listAfter(0, 100);
    const [twoDone, allDone] = [second?.number ?? 0, third?.number ?? 0];
    await purges().noteNode({ id: 'left behind', done: twoDone - 1 });
    await purges().noteNode({ id: 'can follow', done: twoDone });
    await purges().forget(later(50));
    expect(await purges().listAfter(0, 100)).toEqual([third]);
    expect((await purges().listNodes()).map(({ id }) => id)).toEqual(['can follow']);
    await purges().forget(later(1000));
    await purges().insert(request('b', 2000));
    expect((await purges().listAfter(allDone, 100)).map(({ behind }) => behind)).toEqual(['b']);
  });
}
