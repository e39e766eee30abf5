import { describe, expect, it } from 'vitest';
import { createRenderBudget } from './render-budget.ts';

describe('a budget of new renditions', () => {
  it.each([
    ['203.0.113.1', '203.0.113.1', true],
    ['203.0.113.1', '203.0.113.2', false],
    ['::ffff:203.0.113.1', '::ffff:203.0.113.2', false],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['2001:db8::1', '2001:db8:0:0:5:6:7:8', true],
    ['2001:db8::1', '2001:db8:0:1::1', false],
    ['::1', '0:0:0:0:0:0:0:2', true],
  ])('of %s and of %s is the same: %s', (one, other, isSame) => {
    const spend = createRenderBudget({ perSecond: 1, burst: 1 }, () => 0);
    spend?.(one);
    if (isSame) expect(() => spend?.(other)).toThrow('Too Many Requests');
    else expect(() => spend?.(other)).not.toThrow();
  });

  it('comes back with time, and says when', () => {
    let now = 0;
    const spend = createRenderBudget({ perSecond: 0.5, burst: 1 }, () => now);
    spend?.('a');
    expect(() => spend?.('a')).toThrow(expect.objectContaining({ retryAfterSeconds: 2 }));
    now = 2000;
    expect(() => spend?.('a')).not.toThrow();
  });

  it('is no limit where none is set', () => {
    expect(createRenderBudget(undefined, () => 0)).toBeUndefined();
  });
});
