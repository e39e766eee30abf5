import { describe, expect, it } from 'vitest';
import { createCoalesce } from './coalesce.ts';

const never = new AbortController().signal;

/** Work that ends when told, and remembers how often it was begun and whether it was cancelled. */
function makeWork() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const state = { begun: 0, signal: never, resolve, reject };
  const work = (signal: AbortSignal) => {
    state.begun += 1;
    state.signal = signal;
    return promise;
  };
  return { state, work };
}

describe('coalesce', () => {
  it('does the work of a thousand simultaneous callers once', async () => {
    const coalesce = createCoalesce<string>();
    const { state, work } = makeWork();
    const callers = Array.from({ length: 1000 }, () => coalesce('key', work, never));
    state.resolve('done');
    expect(new Set(await Promise.all(callers))).toEqual(new Set(['done']));
    expect(state.begun).toBe(1);
  });

  it('tells whether a caller would join', async () => {
    const coalesce = createCoalesce<string>();
    const { state, work } = makeWork();
    const caller = coalesce('key', work, never);
    expect([coalesce.isUnderWay('key'), coalesce.isUnderWay('other')]).toEqual([true, false]);
    state.resolve('done');
    await caller;
    expect(coalesce.isUnderWay('key')).toBe(false);
  });

  it('goes on for the tenth caller when the first leaves', async () => {
    const coalesce = createCoalesce<string>();
    const { state, work } = makeWork();
    const first = new AbortController();
    const left = coalesce('key', work, first.signal);
    const stays = coalesce('key', work, never);
    first.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect(state.signal.aborted).toBe(false);
    state.resolve('done');
    await expect(stays).resolves.toBe('done');
  });

  it('cancels the work when the last caller has left, and begins anew for the next', async () => {
    const coalesce = createCoalesce<string>();
    const { state, work } = makeWork();
    const only = new AbortController();
    const left = coalesce('key', work, only.signal);
    only.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect(state.signal.aborted).toBe(true);
    const next = coalesce('key', work, never);
    expect(state.begun).toBe(2);
    state.resolve('again');
    await expect(next).resolves.toBe('again');
  });

  it('tells every caller of a failure and forgets it', async () => {
    const coalesce = createCoalesce<string>();
    const { state, work } = makeWork();
    const callers = [coalesce('key', work, never), coalesce('key', work, never)];
    state.reject(new Error('broken'));
    for (const caller of callers) await expect(caller).rejects.toThrow('broken');
    await expect(coalesce('key', async () => 'fine', never)).resolves.toBe('fine');
  });
});
