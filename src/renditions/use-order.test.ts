import { describe, expect, it } from 'vitest';
import { createUseOrder } from './use-order.ts';

describe('the order of use', () => {
  it('gives the least recently used first, and keeps the newest', () => {
    const order = filledWith('a', 'b', 'c', 'd');
    order.use('a');
    order.remove('c');
    order.use('never seen');
    expect([order.takeOldest(), order.takeOldest(), order.takeOldest()]).toEqual(['b', 'd', undefined]);
    expect(order.totalBytes()).toBe(10);
  });

  it('adds up bytes, and counts a file that is replaced once', () => {
    const order = filledWith('a', 'b');
    order.add('a', 25);
    expect(order.totalBytes()).toBe(35);
  });

  it('puts what was found behind what is used, in the order it was found', async () => {
    const order = filledWith('a', 'b');
    await order.addOlder(['x', 'a', 'y'].map((key) => ({ key, fileBytes: 10, usedAt: 0 })));
    expect(Array.from({ length: 4 }, order.takeOldest)).toEqual(['x', 'y', 'a', undefined]);
  });

  it('trusts what this process has added, not what it has found', async () => {
    const order = filledWith('a');
    await order.addOlder([{ key: 'x', fileBytes: 10, usedAt: 0 }]);
    expect(['a', 'x', 'never seen'].map(order.isTrusted)).toEqual([true, false, false]);
  });

  it('tells what was used since it was last asked, latest first', () => {
    const order = filledWith('a', 'b', 'c');
    order.use('a');
    expect(order.takeUsed()).toEqual(['a', 'c', 'b']);
    expect(order.takeUsed()).toEqual([]);
    order.use('c');
    order.use('b');
    order.use('b');
    expect(order.takeUsed()).toEqual(['b', 'c']);
  });

  it('tells the latest 20,000 at most', () => {
    const order = filledWith(...Array.from({ length: 20_005 }, (_, index) => String(index)));
    expect(order.takeUsed()).toHaveLength(20_000);
    expect(order.takeUsed()).toEqual([]);
  });
});

function filledWith(...keys: string[]) {
  const order = createUseOrder();
  for (const key of keys) order.add(key, 10);
  return order;
}
