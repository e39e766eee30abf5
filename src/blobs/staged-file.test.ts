import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeLeftStagedFiles, stagedFileName } from './staged-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

const twoHours = 7200;
const [machine = '', , uuid = ''] = splitName(stagedFileName());
const deadPid = spawnSync(process.execPath, ['--version']).pid;

it.each([
  ['of a process that is gone', `${machine}.${deadPid}.${uuid}`, 0, 'goes'],
  ['of a predecessor with the same number', `${machine}.${process.pid}.${uuid}`, 0, 'goes'],
  ['of a process that runs', `${machine}.${process.ppid}.${uuid}`, 0, 'stays'],
  ['of another machine', `another.host.${deadPid}.${uuid}`, 0, 'stays'],
  ['of another machine, forgotten', `another.host.${deadPid}.${uuid}`, twoHours, 'goes'],
  ['of a process whose number went to another', `${machine}.${process.ppid}.${uuid}`, twoHours, 'goes'],
  ['of an earlier version, young', uuid, 0, 'stays'],
  ['of an earlier version, old', uuid, twoHours, 'goes'],
])('a staged file %s', async (_, name, ageSeconds, fate) => {
  const writtenAt = Date.now() / 1000 - ageSeconds;
  await writeFile(join(folder, name), 'half a picture');
  await utimes(join(folder, name), writtenAt, writtenAt);
  await removeLeftStagedFiles(folder);
  expect(await readdir(folder)).toEqual(fate === 'stays' ? [name] : []);
});

function splitName(name: string): string[] {
  const parts = name.split('.');
  return [parts.slice(0, -2).join('.'), ...parts.slice(-2)];
}
