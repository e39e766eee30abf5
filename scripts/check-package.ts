import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { type RunningServer, type ServerCommand, startServer } from './package/running-server.ts';
import { strangerEnvironment } from './package/stranger-environment.ts';

/**
 * Does what a stranger does: packs the package, installs it into an empty folder, starts it, looks, ends it; and the
 * same from this clone. Prints a line for each promise, and their count at the end.
 */
const repository = resolve(import.meta.dirname, '..');
const promises: boolean[] = [];

function promise(text: string, kept: boolean): void {
  promises.push(kept);
  console.log(`${kept ? '✓' : '✗'} ${text}`);
}

const folder = await mkdtemp(join(tmpdir(), 'check-package-'));
try {
  await install();
  promise('npx finds Node 24 in the installed package', npxNodeVersion().startsWith('v24.'));
  await tryNpx();
  await tryCommand();
  await tryClone();
} catch (error) {
  console.error(error);
  promise('the check runs to its end', false);
} finally {
  await rm(folder, { recursive: true });
}

const kept = promises.filter(Boolean).length;
console.log(`package: ${kept} passed, ${promises.length - kept} failed`);
process.exitCode = kept === promises.length ? 0 : 1;

async function install(): Promise<void> {
  npm(['pack', '--pack-destination', folder], repository);
  const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack wrote no tarball');
  npm(['init', '--yes'], folder);
  npm(['install', '--no-audit', '--no-fund', join(folder, tarball)], folder);
}

function npm(args: readonly string[], cwd: string): void {
  const stdio = ['ignore', 'ignore', 'inherit'] as const;
  execFileSync('npm', [...args, '--loglevel=error'], { cwd, env: strangerEnvironment(), stdio: [...stdio] });
}

function npxNodeVersion(): string {
  return execFileSync('npx', ['node', '--version'], {
    cwd: folder,
    env: strangerEnvironment(),
    encoding: 'utf8',
  });
}

/** The shell between npx and the server passes no signal on, so this one is ended as a terminal would. */
async function tryNpx(): Promise<void> {
  await tryServer('npx calotype', { command: 'npx', args: ['calotype', '--demo'] }, async (server) => {
    await lookAt(server, 'npx calotype');
    server.terminateGroup();
  });
}

/** The installed command itself, with the PATH that npx would give it: what a process manager starts. */
async function tryCommand(): Promise<void> {
  const bin = join(folder, 'node_modules/.bin');
  const environment = strangerEnvironment();
  const start = {
    command: join(bin, 'calotype'),
    args: [],
    environment: { ...environment, PATH: bin + delimiter + environment.PATH },
  };
  await tryServer('installed command', start, async (server) => {
    promise('installed command: SIGTERM ends it with 0', (await server.terminate()) === 0);
  });
}

async function tryClone(): Promise<void> {
  const start = { command: 'npm', args: ['start', '--', '--demo'], cwd: repository };
  await tryServer('npm start', start, async (server) => {
    await lookAt(server, 'npm start');
    promise('npm start: SIGTERM ends it with 0', (await server.terminate()) === 0);
  });
}

type Start = Omit<ServerCommand, 'cwd' | 'data'> & { readonly cwd?: string };

async function tryServer(
  name: string,
  start: Start,
  use: (server: RunningServer) => Promise<void>,
): Promise<void> {
  const data = await mkdtemp(join(folder, 'data-'));
  const server = await startServer({ cwd: folder, ...start, data });
  try {
    await use(server);
    promise(`${name}: nothing of it is left running`, await server.isGone());
  } finally {
    server.kill();
  }
}

async function lookAt({ url }: RunningServer, name: string): Promise<void> {
  promise(`${name}: /readyz answers 200`, (await fetch(`${url}/readyz`)).status === 200);
  for (const path of ['/openapi.json', '/docs/scalar.js']) {
    promise(`${name}: ${path} answers 200`, (await fetch(url + path)).status === 200);
  }
  const page = await (await fetch(`${url}/`)).text();
  promise(`${name}: the first page names the product`, page.includes('<title>Calotype</title>'));
  const [, picture] = /<img src="([^"]+)"/.exec(page) ?? [];
  const print = picture === undefined ? undefined : await fetch(picture);
  const type = print?.headers.get('content-type') ?? 'nothing';
  promise(`${name}: a demonstration picture is served`, print?.status === 200 && type.startsWith('image/'));
}
