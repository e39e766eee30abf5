import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import {
  type Ended,
  ending,
  isTemporary,
  listen,
  makeTemporaryFolder,
  type Settings,
  spawnProgram,
} from './program.ts';

export interface RunningServer {
  /** http://localhost:PORT, or CALOTYPE_PUBLIC_URL. */
  readonly url: string;
  /** Base of delivery URLs: the url and the id. */
  readonly endpoint: string;
  readonly publicKey: string;
  readonly privateKey: string;
  /** Given, or made by this start; undefined when an earlier start made it. */
  readonly adminPassword: string | undefined;
  readonly dataFolder: string;
  readonly process: ChildProcess;
  readonly exited: Promise<Ended>;
  /** What it wrote to standard error so far. */
  stderr(): string;
  /**
   * SIGTERM; fails unless it drains and exits 0. Removes a temporary data folder unless that is to be kept, so that
   * `startServer({ CALOTYPE_DATA: dataFolder })` can go on with it. May be called twice.
   */
  stop(options?: { readonly keepData?: boolean }): Promise<void>;
  /** SIGKILL, as when the power goes. The data folder stays. */
  kill(): Promise<void>;
}

/** Starts the program on a free port and a temporary data folder, and waits for its greeting. */
export async function startServer(
  settings: Settings = {},
  flags: readonly string[] = [],
): Promise<RunningServer> {
  const dataFolder = String(settings.CALOTYPE_DATA ?? (await makeTemporaryFolder()));
  const all = { ...quiet, ...settings, CALOTYPE_DATA: dataFolder };
  const child = spawnProgram(dataFolder, all, flags);
  const exited = ending(child);
  const stderr = listen(child.stderr);
  const endWithTests = () => child.kill('SIGKILL');
  process.once('exit', endWithTests);
  const letGo = () => process.off('exit', endWithTests);
  exited.then(letGo, letGo);

  const greeting = await readGreeting(child, exited, stderr);
  return {
    ...readFacts(greeting, settings),
    dataFolder,
    process: child,
    exited,
    stderr,
    stop: async ({ keepData = false } = {}) => {
      child.kill('SIGTERM');
      const { code, signal } = await exited;
      if (!keepData && isTemporary(dataFolder)) await rm(dataFolder, { recursive: true, force: true });
      if (code !== 0) throw new Error(`The server ended with ${code ?? signal}, not 0.\n${stderr()}`);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Two workers, whatever the machine has: suites start many servers. */
const quiet: Settings = { CALOTYPE_PORT: 0, CALOTYPE_WORKERS: 2, CALOTYPE_LOG_LEVEL: 'warn' };

/** The line that tells of the SDK is the last one that every greeting has. */
const lastLine = /@imagekit\/nodejs\n/;

async function readGreeting(
  child: ChildProcess,
  exited: Promise<Ended>,
  stderr: () => string,
): Promise<string> {
  const stdout = listen(child.stdout);
  const greeted = new Promise<string>((resolve) => {
    child.stdout?.on('data', () => {
      if (lastLine.test(stdout())) resolve(stdout());
    });
  });
  const ended = exited.then(({ code, signal }) => {
    throw new Error(`The server ended with ${code ?? signal} before its greeting.\n${stderr()}`);
  });
  return Promise.race([greeted, ended]);
}

/** Reads what src/command/greeting.ts prints. A key that came from the settings is not printed. */
function readFacts(greeting: string, settings: Settings) {
  const find = (pattern: RegExp) => pattern.exec(greeting)?.[1];
  const url = find(/listens on (\S+)/);
  const endpoint = find(/^ {2}(\S+)\/tr:/m);
  const publicKey = find(/public key +(\S+)/);
  const privateKey = find(/private key +(private_\S+)/) ?? settings.CALOTYPE_PRIVATE_KEY;
  if (!url || !endpoint || !publicKey || !privateKey) {
    throw new Error(`This is no greeting:\n${greeting}`);
  }
  const adminPassword = find(/admin password +(\S+)/) ?? settings.CALOTYPE_ADMIN_PASSWORD;
  return {
    url,
    endpoint,
    publicKey,
    privateKey: String(privateKey),
    adminPassword: adminPassword === undefined ? undefined : String(adminPassword),
  };
}
