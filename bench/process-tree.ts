import { readFile } from 'node:fs/promises';
import { residentBytes } from '../test/endurance/resident-bytes.ts';

/** Of a process, then of each of its children; Linux only. */
export async function residentBytesOfTree(pid: number | undefined): Promise<number[]> {
  return Promise.all((await pidsOfTree(pid)).map(residentBytes));
}

/** What a process and its children have computed so far; Linux only. */
export async function cpuMillisecondsOfTree(pid: number | undefined): Promise<number> {
  const each = await Promise.all((await pidsOfTree(pid)).map(cpuMilliseconds));
  return each.reduce((sum, milliseconds) => sum + milliseconds, 0);
}

/** proc_pid_task_children(5) */
async function pidsOfTree(pid: number | undefined): Promise<(number | undefined)[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return [pid, ...(children.match(/\d+/g) ?? []).map(Number)];
}

/** proc_pid_stat(5): the fields after the name, which may hold anything, in ticks of a hundredth of a second. */
async function cpuMilliseconds(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
