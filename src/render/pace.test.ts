import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

function paceAfter(...seconds: number[]): number {
  const pace = createPace();
  for (const each of seconds) pace.note('probe', each);
  return pace.secondsFor('probe', 240, 1);
}

it.each([
  ['nothing was done yet', [], 0, 0],
  ['the first job had its decoders to load', [0.9], 0, 29],
  ['all jobs take long', Array<number>(40).fill(0.9), 200, 216],
  ['the first ones took long', [0.9, ...Array<number>(40).fill(0.01)], 2, 5],
])('a crowd of 240 is told to wait likewise when %s', (_, seconds, least, most) => {
  const told = paceAfter(...seconds);
  expect(told).toBeGreaterThanOrEqual(least);
  expect(told).toBeLessThanOrEqual(most);
});

it('knows each lane for itself, and that workers share the work', () => {
  const pace = createPace();
  for (let job = 0; job < 100; job += 1) pace.note('slow', 2);
  expect(pace.secondsFor('quick', 10, 1)).toBe(0);
  expect(pace.secondsFor('slow', 10, 2)).toBeCloseTo(10, 1);
});
