import { expect, it } from 'vitest';
import { createBoundedTallies } from './bounded-tallies.ts';

const listed = (tallies: ReturnType<typeof createBoundedTallies>) => Object.fromEntries(tallies.entries());

it('adds up what it is told, name by name', () => {
  const tallies = createBoundedTallies({ maxNames: 10 });
  tallies.add('a', 1, 100);
  tallies.add('b', 1, 0);
  tallies.add('a', 2, 50);
  expect(listed(tallies)).toEqual({
    a: { requestCount: 3, bandwidthBytes: 150 },
    b: { requestCount: 1, bandwidthBytes: 0 },
  });
});

it('keeps what is frequent and what is heavy among a million strangers, exactly, in bounded memory', () => {
  const dropped = { requestCount: 0, bandwidthBytes: 0 };
  const tallies = createBoundedTallies({
    maxNames: 100,
    onDropped: (_, { requestCount, bandwidthBytes }) => {
      dropped.requestCount += requestCount;
      dropped.bandwidthBytes += bandwidthBytes;
    },
  });
  tallies.add('heavy', 1, 1_000_000);
  for (let index = 0; index < 1_000_000; index += 1) {
    tallies.add(index % 20 === 0 ? 'frequent' : `stranger ${index}`, 1, 1);
  }
  const { frequent, heavy, ...others } = listed(tallies);
  expect(frequent).toEqual({ requestCount: 50_000, bandwidthBytes: 50_000 });
  expect(heavy).toEqual({ requestCount: 1, bandwidthBytes: 1_000_000 });
  const rest = Object.values(others);
  expect(rest.length).toBeLessThanOrEqual(98);
  // Nothing is lost without a word.
  expect(dropped.requestCount + rest.length).toBe(950_000);
});

it.each([
  ['as long as an index takes', 'x'.repeat(1024), 'x'.repeat(1024)],
  ['longer', 'x'.repeat(1025), 'x'.repeat(341)],
  ['of many bytes', 'ü'.repeat(600), 'ü'.repeat(341)],
  ['cut within a character', `${'x'.repeat(340)}${'😀'.repeat(300)}`, `${'x'.repeat(340)}\ufffd`],
  ['with a U+0000', 'a\0b', 'ab'],
])('keeps a name that is %s so that every database takes it', (_, name, kept) => {
  const tallies = createBoundedTallies({ maxNames: 10 });
  tallies.add(name, 1, 1);
  tallies.add(name, 1, 1);
  expect(listed(tallies)).toEqual({ [kept]: { requestCount: 2, bandwidthBytes: 2 } });
});
