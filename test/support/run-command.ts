import { rm } from 'node:fs/promises';
import { ending, listen, makeTemporaryFolder, type Settings, spawnProgram } from './program.ts';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program to its end, which must come by itself. */
export async function runCommand(flags: readonly string[], settings: Settings = {}): Promise<Ran> {
  const folder = await makeTemporaryFolder();
  const child = spawnProgram(folder, { CALOTYPE_DATA: folder, ...settings }, flags);
  const [stdout, stderr] = [listen(child.stdout), listen(child.stderr)];
  const { code } = await ending(child);
  await rm(folder, { recursive: true, force: true });
  return { code, stdout: stdout(), stderr: stderr() };
}
