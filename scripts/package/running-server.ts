import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { strangerEnvironment } from './stranger-environment.ts';

export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly data: string;
  readonly environment?: NodeJS.ProcessEnv;
}

export interface RunningServer {
  readonly url: string;
  /** Sends SIGTERM to the started process, as a process manager would, and resolves with its exit code. */
  terminate(): Promise<number | null>;
  /** Sends SIGTERM to the whole group, as a terminal that is closed or a control group would. */
  terminateGroup(): void;
  /** False when it still answers after a while. */
  isGone(): Promise<boolean>;
  /** Leaves nothing running, whatever happened before. */
  kill(): void;
}

const patienceSeconds = 30;

/** Starts a server on a free port, in a group of its own, and waits for the line that says where it listens. */
export async function startServer(start: ServerCommand): Promise<RunningServer> {
  const { command, args, cwd, data, environment = strangerEnvironment() } = start;
  const env = { ...environment, CALOTYPE_PORT: '0', CALOTYPE_DATA: data, CALOTYPE_LOG_LEVEL: 'warn' };
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await printedUrl(child);
    return {
      url,
      terminate: () => terminate(child),
      terminateGroup: () => signalGroup(child, 'SIGTERM'),
      isGone: () => isGone(url),
      kill: () => signalGroup(child, 'SIGKILL'),
    };
  } catch (cause) {
    signalGroup(child, 'SIGKILL');
    throw new Error(`${[command, ...args].join(' ')} did not start`, { cause });
  }
}

async function printedUrl(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('there is no standard output');
  const lines = createInterface({
    input: child.stdout,
    signal: AbortSignal.timeout(patienceSeconds * 1000),
  });
  for await (const line of lines) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url === undefined) continue;
    child.stdout.resume();
    return url;
  }
  throw new Error('it ended without a URL');
}

async function terminate(child: ChildProcess): Promise<number | null> {
  const exit = once(child, 'exit', { signal: AbortSignal.timeout(patienceSeconds * 1000) });
  child.kill('SIGTERM');
  const [code] = await exit;
  return code;
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: the whole group has ended, which is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function isGone(url: string): Promise<boolean> {
  const deadline = Date.now() + patienceSeconds * 1000;
  while (Date.now() < deadline) {
    const answered = await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    );
    if (!answered) return true;
    await wait(100);
  }
  return false;
}
