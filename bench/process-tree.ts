import { readFile } from 'node:fs/promises';
import { residentBytes } from '../test/endurance/resident-bytes.ts';

/** Of a process, then of each of its children; proc_pid_task_children(5), Linux only. */
export async function residentBytesOfTree(pid: number | undefined): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return Promise.all([pid, ...(children.match(/\d+/g) ?? []).map(Number)].map(residentBytes));
}
