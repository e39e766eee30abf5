import { describe, expect, it } from 'vitest';
import { MediaError } from '../domain/errors.ts';
import { createSpendOne } from './daily-budget.ts';
import { createSlowWork, type SlowWorkSettings } from './slow-work.ts';

const usual: SlowWorkSettings = {
  aiConcurrency: 2,
  aiQueue: 2,
  aiTimeoutSeconds: 60,
  aiWaitSeconds: 0,
  aiRetrySeconds: 60,
};

function make(settings: Partial<SlowWorkSettings> = {}) {
  const time = { now: 1_000_000 };
  const failures: unknown[] = [];
  const slowWork = createSlowWork({
    settings: { ...usual, ...settings },
    clock: { now: () => new Date(time.now) },
    spendOne: async () => {},
    onFailure: (error) => failures.push(error),
  });
  return { slowWork, time, failures };
}

/** Work that ends when told. */
function makeWork() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const state: { begun: number; signal?: AbortSignal } = { begun: 0 };
  const work = (signal: AbortSignal) => {
    state.begun += 1;
    state.signal = signal;
    signal.addEventListener('abort', () => reject(signal.reason));
    return promise;
  };
  return { work, state, resolve, reject };
}

const settled = () => new Promise(setImmediate);

describe('slow work', () => {
  it('is started once, goes on when nobody waits, and is joined', async () => {
    const { slowWork } = make();
    const { work, state, resolve } = makeWork();
    expect(await slowWork.run('a', work)).toBe('pending');
    expect(await slowWork.run('a', work)).toBe('pending');
    resolve('done');
    expect([await slowWork.run('a', work), state.begun]).toEqual(['done', 1]);
  });

  it('is waited for as long as the settings say', async () => {
    const { slowWork } = make({ aiWaitSeconds: 60 });
    const { work, resolve } = makeWork();
    const both = [slowWork.run('a', work), slowWork.run('a', work)];
    resolve('done');
    expect(await Promise.all(both)).toEqual(['done', 'done']);
  });

  it('runs so many at once, lets so many wait, and refuses the rest', async () => {
    const { slowWork } = make();
    const works = Array.from({ length: 5 }, makeWork);
    for (const [index, { work }] of works.slice(0, 4).entries())
      expect(await slowWork.run(`${index}`, work)).toBe('pending');
    await expect(slowWork.run('4', works[4]?.work ?? (async () => ''))).rejects.toMatchObject({
      code: 'busy',
    });
    expect(works.map(({ state }) => state.begun)).toEqual([1, 1, 0, 0, 0]);
    works[0]?.resolve('done');
    await settled();
    expect(works.map(({ state }) => state.begun)).toEqual([1, 1, 1, 0, 0]);
  });

  it('tells of a failure for a while, in general words, and then tries again', async () => {
    const { slowWork, time, failures } = make({ aiWaitSeconds: 60 });
    let begun = 0;
    const fail = async () => {
      begun += 1;
      throw new Error('the host 10.0.0.7 is down');
    };
    for (const _ of [1, 2]) {
      const error = await slowWork.run('a', fail).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 'busy', reason: 'UNIDENTIFIED - the picture could not be made' });
    }
    expect([begun, failures.length]).toEqual([1, 1]);
    time.now += 60_000;
    expect(await slowWork.run('a', async () => 'done')).toBe('done');
  });

  it('passes on what the caller has caused', async () => {
    const { slowWork, failures } = make({ aiWaitSeconds: 60 });
    const refused = new MediaError('invalid', 'Bad Request');
    await expect(slowWork.run('a', () => Promise.reject(refused))).rejects.toBe(refused);
    expect(failures).toEqual([]);
  });

  it('ends when its time is over, and when the server closes', async () => {
    const { slowWork } = make({ aiWaitSeconds: 60, aiTimeoutSeconds: 0.01 });
    await expect(slowWork.run('a', makeWork().work)).rejects.toMatchObject({ code: 'busy' });
    const closing = make({ aiWaitSeconds: 60 });
    const work = makeWork();
    const waiting = closing.slowWork.run('a', work.work).catch((error) => error);
    const next = makeWork();
    await settled();
    await closing.slowWork.stop();
    expect([(await waiting).message, work.state.signal?.aborted]).toEqual(['The server is closing', true]);
    await expect(closing.slowWork.run('b', next.work)).rejects.toThrow('closing');
    expect([next.state.begun, closing.failures]).toEqual([0, []]);
  });
});

describe('a daily budget', () => {
  /** What all nodes share. */
  function sharedCounts() {
    const started = new Map<string, number>();
    const count = async (day: string, limit: number) => {
      const before = started.get(day) ?? 0;
      if (before < limit) started.set(day, before + 1);
      return before < limit;
    };
    return { count };
  }

  it('counts the attempts of all nodes, until midnight', async () => {
    let now = new Date('2026-03-01T23:00:00Z');
    const parts = { maxPerDay: 2, modelCalls: sharedCounts(), clock: { now: () => now } };
    const [oneNode, another] = [createSpendOne(parts), createSpendOne(parts)];
    await oneNode();
    await another();
    for (const spendOne of [oneNode, another])
      await expect(spendOne()).rejects.toMatchObject({ code: 'rate_limited' });
    now = new Date('2026-03-02T00:00:00Z');
    await expect(another()).resolves.toBeUndefined();
  });

  it('has no end without a limit', async () => {
    const modelCalls = { count: () => Promise.reject(new Error('not asked')) };
    const spendOne = createSpendOne({ maxPerDay: undefined, modelCalls, clock: { now: () => new Date() } });
    await expect(spendOne()).resolves.toBeUndefined();
  });
});
