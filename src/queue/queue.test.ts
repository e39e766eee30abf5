import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openPostgres } from '../database/postgres/open-postgres.ts';
import { makeLibrary, startTestServer, type TestServer } from '../database/postgres/test-server.contract.ts';
import { openSqlite } from '../database/sqlite/open-sqlite.ts';
import { queueContract } from './queue.contract.ts';

queueContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'calotype-queue-'));
  return {
    open: () => openSqlite({ path: join(folder, 'library.db') }),
    remove: () => rm(folder, { recursive: true }),
  };
});

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.stop());

queueContract('PostgreSQL', async () => {
  const { url, remove } = await makeLibrary(server);
  return { open: () => openPostgres({ url }), remove };
});
