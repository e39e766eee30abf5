import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../database/sqlite/open-sqlite.ts';
import type { Database } from '../domain/database.ts';
import type { JobQueue } from '../domain/job-queue.ts';
import type { Purge } from '../domain/purge.ts';
import { createQueue } from '../queue/queue.ts';
import { createPurges, type Purges } from './purge-cache.ts';
import { createCdnPurgeHandlers } from './purge-cdns.ts';

const endpoint = 'http://media.test/demo';
const clock = { now: () => new Date() };
let folder: string;
let database: Database;
let purges: Purges;
let queue: JobQueue | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-cdns-'));
  database = await openSqlite({ path: join(folder, 'library.db') });
  queue = undefined;
  purges = createPurges({ database, addresses: { endpoint }, clock, hasCdns: true, onStarted: () => {} });
});
afterEach(async () => {
  await queue?.stop();
  await database.close();
  await rm(folder, { recursive: true });
});

/** Tells these caches, hurriedly, until there is nothing to tell. */
function startTelling(tell: readonly ((purge: Purge) => Promise<void>)[]): void {
  queue = createQueue({
    database,
    handlers: createCdnPurgeHandlers(tell.map((purge) => ({ purge }))),
    clock,
    concurrency: 1,
    onFailure: () => {},
    pace: { pollMs: 10, backoffMs: 10 },
  });
  queue.start();
}

async function untilCompleted(id: string): Promise<void> {
  while ((await purges.find(id)) === 'Pending') await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('caches in front', () => {
  it('are told of a purge, which is pending until they were', async () => {
    const id = await purges.request(`${endpoint}/cats/tom.jpg*`);
    expect(await purges.find(id)).toBe('Pending');
    const told: Purge[] = [];
    startTelling([async (purge) => void told.push(purge)]);
    await untilCompleted(id);
    expect(told).toEqual([{ url: `${endpoint}/cats/tom.jpg*`, behind: 'cats/tom.jpg', isPrefix: true }]);
  });

  it('are told again when they were away, those that have heard it are not', async () => {
    const told: string[] = [];
    let failures = 0;
    const id = await purges.request(`${endpoint}/cats/tom.jpg`);
    startTelling([
      async () => void told.push('first'),
      async () => {
        if (failures++ < 3) throw new Error('away');
        told.push('second');
      },
    ]);
    await untilCompleted(id);
    expect(told).toEqual(['first', 'second']);
  });

  it('that are away hold up no later purge', async () => {
    const told: string[] = [];
    const [stuck, later] = [
      await purges.request(`${endpoint}/cats/stuck.jpg`),
      await purges.request(`${endpoint}/cats/later.jpg`),
    ];
    startTelling([
      async ({ behind }) => {
        if (behind === 'cats/stuck.jpg') throw new Error('away');
        told.push(behind);
      },
    ]);
    await untilCompleted(later);
    expect([told, await purges.find(stuck)]).toEqual([['cats/later.jpg'], 'Pending']);
  });
});
