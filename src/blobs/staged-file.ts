import { randomUUID } from 'node:crypto';
import { opendir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { undefinedIfAbsent } from './if-absent.ts';

/** Nothing is written for so long and finished after all: connections on which nothing moves are closed long before. */
const longestPauseMilliseconds = 3_600_000;

const machine = encodeURIComponent(hostname());

/** Several nodes may share the folder: the name says whose file it is. */
export function stagedFileName(): string {
  return `${machine}.${process.pid}.${randomUUID()}`;
}

/** Removes what nobody will finish. Before this process stages anything, so what has its own number is a predecessor's. */
export async function removeLeftStagedFiles(folder: string): Promise<void> {
  for await (const { name } of await opendir(folder)) {
    const path = join(folder, name);
    if (isOfDeadProcess(name) || (await isForgotten(path))) await rm(path, { recursive: true, force: true });
  }
}

function isOfDeadProcess(name: string): boolean {
  const parts = name.split('.');
  const pid = Number(parts.at(-2));
  const isOurs = parts.slice(0, -2).join('.') === machine;
  return isOurs && (pid === process.pid || !isAlive(pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Of another machine, or of a process whose number went to another. */
async function isForgotten(path: string): Promise<boolean> {
  const stats = await undefinedIfAbsent(stat(path));
  return stats !== undefined && stats.mtimeMs < Date.now() - longestPauseMilliseconds;
}
