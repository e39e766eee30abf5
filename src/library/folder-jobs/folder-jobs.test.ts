import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addFile, dayOne } from '../../database/contract/samples.contract.ts';
import { openSqlite } from '../../database/sqlite/open-sqlite.ts';
import { systemClock as clock } from '../../domain/clock.ts';
import type { Database } from '../../domain/database.ts';
import type { PurgeId } from '../../domain/ids.ts';
import type { JobQueue } from '../../domain/job-queue.ts';
import { createQueue } from '../../queue/queue.ts';
import type { Purges } from '../purge-cache.ts';
import { createFolderJobHandlers } from './folder-job-handlers.ts';
import type { FolderJobStatus } from './get-folder-job-status.ts';
import { createFolderJobs, type FolderJobs } from './start-folder-job.ts';

let folder: string;
let database: Database;
let queue: JobQueue;
let failures: unknown[];

beforeEach(async () => {
  failures = [];
  folder = await mkdtemp(join(tmpdir(), 'calotype-folder-jobs-'));
  database = await openSqlite({ path: join(folder, 'library.db') });
});
afterEach(async () => {
  await queue.stop();
  await database.close();
  await rm(folder, { recursive: true });
});

type StartBelow = Purges['startBelow'];

function start(startBelow: StartBelow = async () => undefined): FolderJobs {
  const handlers = createFolderJobHandlers({ clock, purges: { startBelow } });
  const pace = { pollMs: 5, backoffMs: 1 };
  const onFailure = (error: unknown) => failures.push(error);
  queue = createQueue({ database, handlers, clock, concurrency: 1, onFailure, pace });
  queue.start();
  return createFolderJobs({ database, clock, queue, maxFolderItems: 1000 });
}

async function ending(jobs: FolderJobs, id: string): Promise<FolderJobStatus> {
  return vi.waitFor(
    async () => {
      const status = await jobs.getStatus(id);
      if (!status.isFinished) throw new Error('The job has not ended.');
      return status;
    },
    { timeout: 10_000, interval: 5 },
  );
}

describe('a file that fails by itself', () => {
  /** The database refuses to change or copy this one, whatever the reason. */
  function poison(name: string): void {
    const raw = new DatabaseSync(join(folder, 'library.db'));
    for (const event of ['insert', 'update']) {
      raw.exec(`create trigger no_${event} before ${event} on files when new.name = '${name}'
        begin select raise(abort, 'disk trouble'); end`);
    }
    raw.close();
  }

  it.each(['move', 'copy'] as const)('is left out of a %s, which finishes with all others', async (name) => {
    for (const file of ['a.jpg', 'm.jpg', 'z.jpg']) await addFile(database, `/from/${file}`);
    await addFile(database, '/from/nested/n.jpg');
    await database.folders.ensure('/to/from/nested', dayOne);
    poison('m.jpg');
    const jobs = start();
    const transfer = { sourceFolderPath: '/from', destinationPath: '/to' };
    const id = await (name === 'move'
      ? jobs.move(transfer)
      : jobs.copy({ ...transfer, includeVersions: false }));
    expect(await ending(jobs, id)).toMatchObject({ skipped: 1, processed: 5 });
    // Once with the others, four times by itself.
    expect(failures).toHaveLength(5);
    for (const path of ['/to/from/a.jpg', '/to/from/z.jpg', '/to/from/nested/n.jpg', '/from/m.jpg']) {
      expect(await database.files.findByPath(path)).toBeDefined();
    }
    expect(await database.files.findByPath('/to/from/m.jpg')).toBeUndefined();
    expect((await database.files.findByPath('/from/a.jpg')) === undefined).toBe(name === 'move');
    expect((await database.folders.findByPath('/from/nested')) === undefined).toBe(name === 'move');
  });
});

describe('a rename that purges', () => {
  const rename = { folderPath: '/shop/', newFolderName: 'store', purgeCache: true };
  const request = 'request' as PurgeId;

  it('asks for all that was below the old path, once it is renamed, and tells the id', async () => {
    await addFile(database, '/shop/a.jpg');
    const purged: unknown[] = [];
    const jobs = start(async (path) => {
      purged.push([path, await database.folders.findByPath('/shop')]);
      return request;
    });
    expect(await ending(jobs, await jobs.rename(rename))).toMatchObject({
      purgeRequestId: request,
      isPurgeMissing: false,
    });
    expect(purged).toEqual([['/shop', undefined]]);
  });

  it('is done all the same when the purge is refused, and says so', async () => {
    await addFile(database, '/shop/a.jpg');
    const jobs = start();
    const status = await ending(jobs, await jobs.rename(rename));
    expect(status).toMatchObject({ isPurgeMissing: true });
    expect(status).not.toHaveProperty('purgeRequestId');
    expect(await database.files.findByPath('/store/a.jpg')).toBeDefined();
  });

  it('tries again when the purge fails, and renames nothing twice', async () => {
    await addFile(database, '/shop/a.jpg');
    let asked = 0;
    const jobs = start(async () => {
      asked += 1;
      if (asked > 1) return request;
      await database.folders.ensure('/shop', dayOne);
      throw new Error('It rained.');
    });
    expect(await ending(jobs, await jobs.rename(rename))).toMatchObject({ purgeRequestId: request });
    expect(await database.folders.findByPath('/shop')).toBeDefined();
  });
});

it('merges with what has come to the new path since it was asked for', async () => {
  await addFile(database, '/shop/a.jpg');
  await addFile(database, '/shop/deep/b.jpg');
  const jobs = start();
  await queue.stop();
  const id = await jobs.rename({ folderPath: '/shop', newFolderName: 'store', purgeCache: false });
  const rival = await addFile(database, '/store/deep/b.jpg');
  start();
  expect(await ending(jobs, id)).toMatchObject({ skipped: 0 });
  expect(await database.files.findByPath('/store/a.jpg')).toBeDefined();
  expect(await database.files.countVersions(rival.id)).toBe(2);
  expect(await database.folders.findByPath('/shop')).toBeUndefined();
});

it.each(['move', 'copy'] as const)(
  'a %s whose folder was deleted meanwhile has nothing left to do',
  async (name) => {
    await addFile(database, '/shop/a.jpg');
    const jobs = start();
    await queue.stop();
    const transfer = { sourceFolderPath: '/shop', destinationPath: '/there' };
    const id = await (name === 'move'
      ? jobs.move(transfer)
      : jobs.copy({ ...transfer, includeVersions: false }));
    await database.folders.delete('/shop');
    start();
    await ending(jobs, id);
    expect(await database.assets.countFiles()).toBe(0);
    expect(await database.folders.findByPath('/there/shop')).toBeUndefined();
  },
);
