import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { createClaimant } from './claimant.ts';

const gone = spawnSync(process.execPath, ['--version']).pid;

it('never gives a name twice', () => {
  const claimant = createClaimant();
  expect(new Set(Array.from({ length: 100 }, claimant.nextName)).size).toBe(100);
});

it.each([
  ['a process that is gone', 'here', gone, true],
  ['a process that runs', 'here', process.ppid, false],
  ['a predecessor with the same number', 'here', process.pid, true],
  ['a process of another machine', 'there', gone, false],
  ['a machine whose name begins alike', 'here.too', gone, false],
])('knows the name of %s', (_, machine, pid, isDead) => {
  const name = createClaimant(machine, pid).nextName();
  expect(createClaimant('here').isOfDeadProcess(name)).toBe(isDead);
});

it('takes a text that is no name for nobody it knows', () => {
  expect(createClaimant('here').isOfDeadProcess('thief')).toBe(false);
});
