import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createByteBudget } from './byte-budget.ts';

const never = new AbortController().signal;

describe('a budget of bytes', () => {
  it('lets in what fits, and the next in the order of asking', async () => {
    const take = createByteBudget(10);
    const told: string[] = [];
    const ask = async (name: string, bytes: number) => {
      const taken = await take(bytes, never);
      told.push(name);
      return taken;
    };
    const first = await ask('first', 6);
    const second = ask('second', 6);
    const third = ask('third', 1);
    await setImmediate();
    expect(told).toEqual(['first']);
    first[Symbol.dispose]();
    await Promise.all([second, third]);
    expect(told).toEqual(['first', 'second', 'third']);
  });

  it('gives everything to what is larger than everything', async () => {
    const take = createByteBudget(10);
    const all = await take(1000, never);
    const next = take(1, never);
    all[Symbol.dispose]();
    await expect(next).resolves.toBeDefined();
  });

  it('lets the next in when somebody stops waiting', async () => {
    const take = createByteBudget(10);
    await take(5, never);
    const controller = new AbortController();
    const large = take(10, controller.signal);
    const small = take(5, never);
    controller.abort(new Error('left'));
    await expect(large).rejects.toThrow('left');
    await expect(small).resolves.toBeDefined();
    await expect(take(1, AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  });
});
