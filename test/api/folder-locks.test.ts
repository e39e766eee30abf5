import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/database/sqlite/open-sqlite.ts';
import type { Database } from '../../src/domain/database.ts';
import { makeId } from '../../src/domain/ids.ts';
import { call, upload } from '../support/api.ts';
import { askForJob, type JobName, untilOver } from '../support/jobs.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let database: Database;
let root: string;
let endJob: () => Promise<void>;

beforeAll(async () => {
  server = await startServer();
  database = await openSqlite({ path: join(server.dataFolder, 'library.db') });
});
afterAll(async () => {
  await database.close();
  await server.stop();
});

/** A job that no node knows runs for ever: `shop` on its way into `there/deep`. */
beforeEach(async () => {
  root = `/locks-${crypto.randomUUID()}`;
  for (const path of ['/shop/2026/a.txt', '/there/deep/er/a.txt', '/shopping/a.txt', '/other/a.txt']) {
    await upload(server, root + path, 'text');
  }
  const now = new Date();
  const lockedPaths = [`${root}/shop`, `${root}/there/deep`];
  const kind = `unknown-${root}`;
  await database.jobs.add({
    id: makeId(now),
    kind,
    payload: {},
    createdAt: now,
    maxAttempts: 1,
    lockedPaths,
  });
  endJob = async () => {
    const job = await database.jobs.claim({ kinds: [kind], by: root, now, until: now });
    if (job !== undefined) await database.jobs.finish({ id: job.id, by: root }, { at: now });
  };
});
afterEach(() => endJob());

const source = 'A bulk job is running on given folder path, please try after sometime.';
const destination = 'Destination folder path is already locked. Please try after sometime.';

const askTransfer = (name: JobName, from: string, to: string) =>
  askForJob(server, name, {
    sourceFolderPath: root + from,
    destinationPath: to === 'ROOT' ? '/' : root + to,
  });
const askRename = (from: string, newFolderName: string) =>
  askForJob(server, 'renameFolder', { folderPath: root + from, newFolderName });

describe.each(['copyFolder', 'moveFolder'] as const)('while a job runs, %s', (name) => {
  it.each([
    ['from the source', '/shop', '/new', source],
    ['from a folder in it', '/shop/2026', '/new', source],
    ['from a folder in it that is not there', '/shop/none', '/new', source],
    ['from the destination', '/there/deep', '/new', source],
    ['from a folder above it', '/there', '/new', source],
    ['into the source', '/other', '/shop', destination],
    ['into a folder of the source', '/other', '/shop/2026', destination],
    ['into the destination', '/other', '/there/deep', destination],
    ['into a folder in it', '/other', '/there/deep/er', destination],
    ['into a folder above it', '/other', '/there', destination],
  ])('%s is refused', async (_, from, to, message) => {
    const answer = await askTransfer(name, from, to);
    expect([answer.status, answer.json()]).toMatchObject([423, { message, help: expect.any(String) }]);
    expect(answer.json()).not.toHaveProperty('reason');
    await endJob();
    expect((await askTransfer(name, from, to)).status).toBe(from === '/shop/none' ? 404 : 200);
  });

  it.each([
    ['beside the source', '/shopping', '/new'],
    ['to the root', '/other', 'ROOT'],
  ])('%s is done', async (_, from, to) => {
    const answer = await askTransfer(name, from, to);
    expect(answer.status, answer.text).toBe(200);
    await untilOver(server, answer.json<{ jobId: string }>().jobId);
  });
});

describe('while a job runs, renameFolder', () => {
  it.each([
    ['of the source', '/shop', 'new'],
    ['of a folder in it', '/shop/2026', 'new'],
    ['of the folder above', '', `locks-${crypto.randomUUID()}`],
    ['of the destination', '/there/deep', 'new'],
    ['to the name of the source', '/other', 'shop'],
  ])('%s is refused', async (_, from, name) => {
    const answer = await askRename(from, name);
    expect([answer.status, answer.json()]).toMatchObject([423, { message: source }]);
  });

  it('of a folder whose name only begins alike is done', async () => {
    const answer = await askRename('/shopping', 'sho');
    expect(answer.status, answer.text).toBe(202);
    await untilOver(server, answer.json<{ jobId: string }>().jobId);
  });
});

it('of many that ask for the same at once one gets it', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => askTransfer('moveFolder', '/other', '/new')),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  for (const status of statuses) expect([200, 404, 423]).toContain(status);
});

it('files may be read and written in a locked folder', async () => {
  await upload(server, `${root}/shop/2026/b.txt`, 'text');
  expect((await call(server, 'GET', `/v1/files?path=${root}/shop/2026`)).json()).toHaveLength(2);
  expect((await call(server, 'DELETE', '/v1/folder', { folderPath: `${root}/shop` })).status).toBe(204);
});
