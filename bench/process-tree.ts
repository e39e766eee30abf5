import { readFile } from 'node:fs/promises';
import { residentBytes } from '../test/endurance/resident-bytes.ts';

/** A process and its children; proc_pid_task_children(5), Linux only. */
export async function residentBytesOfTree(pid: number | undefined): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const pids = [
    pid,
    ...children
      .split(' ')
      .filter((child) => child !== '')
      .map(Number),
  ];
  const each = await Promise.all(pids.map(residentBytes));
  return each.reduce((sum, bytes) => sum + bytes, 0);
}
