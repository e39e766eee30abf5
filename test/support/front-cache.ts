import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ask } from './ask.ts';
import { ending, listen, makeTemporaryFolder, repository } from './program.ts';

/** Caches that the manual has a configuration for. */
export type FrontCacheKind = 'varnish' | 'nginx';

export interface FrontCache {
  stop(): Promise<void>;
}

/** Debian has them in /usr/sbin, which is not in everybody's PATH. */
const environment = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };

export function isInstalled(kind: FrontCacheKind): boolean {
  const [program, flag] = kind === 'varnish' ? ['varnishd', '-V'] : ['nginx', '-v'];
  return spawnSync(program, [flag], { env: environment }).status === 0;
}

/** A port that was free a moment ago. */
export async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts the cache with the manual's own configuration, in front of the server at `behind`. */
export async function startFrontCache(
  kind: FrontCacheKind,
  ports: { readonly front: number; readonly behind: number },
): Promise<FrontCache> {
  const folder = await makeTemporaryFolder();
  const child = kind === 'varnish' ? await startVarnish(folder, ports) : await startNginx(folder, ports);
  const exited = ending(child);
  const stderr = listen(child.stderr);
  const endWithTests = () => child.kill('SIGKILL');
  process.once('exit', endWithTests);
  await untilItAnswers(`http://127.0.0.1:${ports.front}`, child, stderr);
  return {
    async stop() {
      child.kill('SIGTERM');
      await exited;
      process.off('exit', endWithTests);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Ports = Parameters<typeof startFrontCache>[1];

async function startVarnish(folder: string, { front, behind }: Ports): Promise<ChildProcess> {
  const written = await readFile(join(repository, 'docs/caches/varnish.vcl'), 'utf8');
  const vcl = join(folder, 'varnish.vcl');
  await writeFile(vcl, written.replace('"8000"', `"${behind}"`));
  const flags = ['-F', '-j', 'none', '-n', join(folder, 'work'), '-f', vcl];
  const place = ['-a', `127.0.0.1:${front}`, '-s', 'malloc,16m'];
  return spawn('varnishd', [...flags, ...place], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function startNginx(folder: string, { front, behind }: Ports): Promise<ChildProcess> {
  const written = await readFile(join(repository, 'docs/caches/nginx.conf'), 'utf8');
  const conf = join(folder, 'nginx.conf');
  await mkdir(join(folder, 'cache'));
  await writeFile(
    conf,
    written.replace('127.0.0.1:8080;', `127.0.0.1:${front};`).replace('8000', String(behind)),
  );
  // Whoever runs the tests: a worker of another user could not write into this folder.
  const flags = ['-p', folder, '-c', conf, '-e', 'stderr', '-g', `daemon off; user ${userInfo().username};`];
  return spawn('nginx', flags, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function untilItAnswers(url: string, child: ChildProcess, stderr: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The cache has ended:\n${stderr()}`);
    const answer = await ask(url, '/healthz').catch(() => undefined);
    if (answer?.status === 200) return;
    await setTimeout(50);
  }
}
