import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPostgres } from '../../src/database/postgres/open-postgres.ts';
import { startCluster } from '../../src/database/postgres/test-server.contract.ts';
import { openSqlite } from '../../src/database/sqlite/open-sqlite.ts';
import type { Database } from '../../src/domain/database.ts';
import { openBulkPostgres } from './bulk-postgres.ts';
import { openBulkSqlite } from './bulk-sqlite.ts';
import { type BulkWriter, seed } from './seed.ts';

/** A library that is filled, in one of the databases. */
export interface OpenLibrary {
  readonly name: 'SQLite' | 'PostgreSQL';
  readonly database: Database;
  /** Time of a processor that the library has used so far, the server's included. */
  cpuMilliseconds(): number;
  close(): Promise<void>;
}

/** In a file below `folder`; seeded unless an earlier run has done it. */
export async function openSqliteLibrary(folder: string, assets: number): Promise<OpenLibrary> {
  const path = join(folder, `library-${assets}.db`);
  await seedOnce(path, assets, async () => {
    await rm(path, { force: true });
    await (await openSqlite({ path })).close();
    return openBulkSqlite(path);
  });
  const database = await openSqlite({ path });
  return { name: 'SQLite', database, cpuMilliseconds: ownCpu, close: () => database.close() };
}

/** A server that gives a library what a small machine would, durable as in earnest. */
const settings = ['shared_buffers=1GB', 'effective_cache_size=3GB', 'max_wal_size=8GB', 'jit=on'];

export async function openPostgresLibrary(folder: string, assets: number): Promise<OpenLibrary> {
  const cluster = join(folder, `postgres-${assets}`);
  await mkdir(cluster, { recursive: true });
  await chmod(folder, 0o755);
  const server = await startCluster(cluster, { settings, isKept: true });
  await seedOnce(cluster, assets, async () => {
    await (await openPostgres({ url: server.url })).close();
    return openBulkPostgres(server.url);
  });
  const database = await openPostgres({ url: server.url });
  return {
    name: 'PostgreSQL',
    database,
    cpuMilliseconds: () => ownCpu() + childrenCpu(readPid(cluster)),
    close: async () => {
      await database.close();
      server.stop();
    },
  };
}

/** A mark beside it says that nothing is missing. */
async function seedOnce(path: string, assets: number, open: () => Promise<BulkWriter>): Promise<void> {
  const mark = `${path}.complete`;
  if (existsSync(mark)) return;
  process.stderr.write(`seeding ${path}\n`);
  const writer = await open();
  await seed(writer, assets);
  await writer.finish();
  await writeFile(mark, '');
}

function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function readPid(cluster: string): number {
  return Number.parseInt(readFileSync(join(cluster, 'data/postmaster.pid'), 'utf8'), 10);
}

/** Each session of the server is a child of its first process; proc_pid_schedstat(5), Linux only. */
function childrenCpu(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? [];
  return children.reduce((sum, child) => sum + cpuOf(child), 0);
}

function cpuOf(pid: string): number {
  try {
    return Number.parseInt(readFileSync(`/proc/${pid}/schedstat`, 'utf8'), 10) / 1e6;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
