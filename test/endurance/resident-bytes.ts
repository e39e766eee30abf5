import { readFile, writeFile } from 'node:fs/promises';

/** Physical memory of a process; 0 where there is no /proc (macOS, Windows). */
export function residentBytes(pid: number | undefined): Promise<number> {
  return readStatus(pid, 'VmRSS');
}

/** The most it has held since `forgetPeak`. */
export function peakBytes(pid: number | undefined): Promise<number> {
  return readStatus(pid, 'VmHWM');
}

/** proc_pid_clear_refs(5): 5 sets the peak to what is held now. */
export async function forgetPeak(pid: number | undefined): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => {});
}

async function readStatus(pid: number | undefined, field: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  return Number(kibibytes ?? 0) * 1024;
}
