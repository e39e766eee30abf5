import { describe, expect, it } from 'vitest';
import { firstThatFits } from './first-that-fits.ts';

const hundred = Array.from({ length: 100 }, (_, index) => index);

async function search(threshold: number, likely?: number) {
  const tried: number[] = [];
  const attempt = async (value: number) => {
    tried.push(value);
    return { value, fits: value >= threshold };
  };
  return { found: await firstThatFits(hundred, attempt, likely), tried };
}

describe('the first that fits', () => {
  it.each(hundred)('is found when it is number %i, in eight tries', async (threshold) => {
    for (const likely of [0, 69]) {
      const { found, tried } = await search(threshold, likely);
      expect(found).toBe(threshold);
      expect(tried.length).toBeLessThanOrEqual(8);
      expect(new Set(tried).size).toBe(tried.length);
    }
  });

  it('is looked for where it is likely', async () => {
    expect((await search(0)).tried).toEqual([0]);
    expect((await search(50, 69)).tried[0]).toBe(69);
  });

  it('is undefined when not even the last fits', async () => {
    const { found, tried } = await search(100);
    expect(found).toBeUndefined();
    expect(tried.at(-1)).toBe(99);
  });
});
