import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Settings by their names in the environment: `{ CALOTYPE_MAX_PIXELS: 1_000_000 }`. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

export const repository = resolve(import.meta.dirname, '../..');

const temporaryPrefix = join(tmpdir(), 'calotype-test-');

export async function makeTemporaryFolder(): Promise<string> {
  return mkdtemp(temporaryPrefix);
}

/** Only what makeTemporaryFolder made may be removed without asking. */
export function isTemporary(folder: string): boolean {
  return folder.startsWith(temporaryPrefix);
}

/** As `npm start` does: a hit makes little garbage, and a large nursery would only hold it longer. */
const nursery = '--max-semi-space-size=4';

/**
 * The program as its users start it: a child process on this very Node. Settings of the shell that runs the tests
 * do not reach it, and `cwd` is an empty folder, so that no `.env` does.
 */
export function spawnProgram(cwd: string, settings: Settings, flags: readonly string[] = []): ChildProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('CALOTYPE_'));
  const given = Object.entries(settings).map(([name, value]) => [name, String(value)] as const);
  return spawn(process.execPath, [nursery, join(repository, 'src/main.ts'), ...flags], {
    cwd,
    env: { ...Object.fromEntries(inherited), ...Object.fromEntries(given) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Collects what a stream says, the last `limit` characters of it. */
export function listen(stream: NodeJS.ReadableStream | null, limit = 256 * 1024): () => string {
  let said = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    said = (said + chunk).slice(-limit);
  });
  return () => said;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** When the process is gone and its last words are read. */
export function ending(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}
