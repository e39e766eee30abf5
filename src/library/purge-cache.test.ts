import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSqlite } from '../database/sqlite/open-sqlite.ts';
import type { Database } from '../domain/database.ts';
import type { Purge } from '../domain/purge.ts';
import { createPurges, type Purges } from './purge-cache.ts';
import { type PurgeRun, startPurges } from './run-purges.ts';

const endpoint = 'http://media.test/demo';
let folder: string;
let database: Database;
let now: Date;
let runs: PurgeRun[];
let purges: Purges;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-purges-'));
  database = await openSqlite({ path: join(folder, 'library.db') });
  now = new Date('2026-03-04T05:06:07.089Z');
  runs = [];
  purges = createPurges({
    database,
    addresses: { endpoint },
    clock: { now: () => now },
    onStarted: () => {
      for (const run of runs) run.wake();
    },
  });
});
afterEach(async () => {
  await Promise.all(runs.map((run) => run.stop()));
  await database.close();
  await rm(folder, { recursive: true });
});

interface Node {
  readonly run: PurgeRun;
  readonly purged: string[];
  readonly cleared: number;
}

/** A node whose caches go by `id`, and do with a purge what `purge` does. */
async function start(
  id: string,
  purge: (asked: Purge) => Promise<void> = async () => {},
  isShared = false,
): Promise<Node> {
  const purged: string[] = [];
  let cleared = 0;
  const target = {
    purge: async (asked: Purge) => {
      await purge(asked);
      purged.push(asked.behind);
    },
  };
  const run = await startPurges({
    purges: database.purges,
    targets: [target],
    cache: {
      id,
      isShared,
      clear: async () => {
        cleared += 1;
      },
    },
    clock: { now: () => now },
    onFailure: () => {},
  });
  runs.push(run);
  return {
    run,
    purged,
    get cleared() {
      return cleared;
    },
  };
}

const request = (name: string) => purges.request(`${endpoint}/shop/${name}`);
const soon = { timeout: 5000 };
const completed = (id: string) =>
  vi.waitFor(async () => expect(await purges.find(id)).toBe('Completed'), soon);

describe('a purge', () => {
  it('is pending until every node has done it', async () => {
    const gate = Promise.withResolvers<void>();
    const [quick, slow] = [await start('quick'), await start('slow', () => gate.promise)];
    const id = await request('a.jpg');
    await vi.waitFor(() => expect(quick.purged).toEqual(['shop/a.jpg']), soon);
    expect(await purges.find(id)).toBe('Pending');
    gate.resolve();
    await completed(id);
    expect(slow.purged).toEqual(['shop/a.jpg']);
  });

  it('waits for no node that was stopped, and is done by it when it comes back', async () => {
    await start('stays');
    const gone = await start('comes back');
    await completed(await request('a.jpg'));
    await gone.run.stop();
    for (const name of ['b.jpg', 'c.jpg']) await completed(await request(name));
    const back = await start('comes back');
    await vi.waitFor(() => expect(back.purged).toEqual(['shop/b.jpg', 'shop/c.jpg']), soon);
    expect(back.cleared).toBe(0);
  });

  it('of what nodes share is done by whoever is left, and pending until then', async () => {
    const broken = async () => {
      throw new Error('the bucket is gone');
    };
    const first = await start('bucket', broken, true);
    const id = await request('a.jpg');
    await first.run.stop();
    expect(await purges.find(id)).toBe('Pending');
    const next = await start('bucket', async () => {}, true);
    await completed(id);
    expect(next.purged).toEqual(['shop/a.jpg']);
    expect(next.cleared).toBe(0);
  });

  it('waits a minute for a node that has said nothing, and then no more', async () => {
    await start('stays');
    await database.purges.noteNode({ id: 'killed', done: 0, seenAt: now });
    const id = await request('a.jpg');
    await vi.waitFor(async () => {
      const done = (await database.purges.listNodes()).map((node) => [node.id, node.done]);
      expect(done).toEqual([
        ['killed', 0],
        ['stays', 1],
      ]);
    }, soon);
    expect(await purges.find(id)).toBe('Pending');
    now = new Date(now.getTime() + 61_000);
    expect(await purges.find(id)).toBe('Completed');
    await completed(await request('b.jpg'));
  });

  it('is tried again when it fails, and those behind it wait for their turn', async () => {
    let failures = 0;
    const node = await start('stumbles', async ({ behind }) => {
      if (behind === 'shop/a.jpg' && failures < 1) {
        failures += 1;
        throw new Error('the disk is full');
      }
    });
    const ids = await Promise.all(['a.jpg', 'b.jpg'].map(request));
    for (const id of ids) await completed(id);
    expect(node.purged.toSorted()).toEqual(['shop/a.jpg', 'shop/b.jpg']);
    expect(failures).toBe(1);
  });

  it('that was forgotten meanwhile empties the cache of a node that was away too long', async () => {
    const first = await start('away');
    await completed(await request('a.jpg'));
    await first.run.stop();
    for (const name of ['b.jpg', 'c.jpg']) await request(name);
    await database.purges.forget(new Date(now.getTime() + 1));
    const back = await start('away');
    await vi.waitFor(() => expect(back.cleared).toBe(1), soon);
    expect(back.purged).toEqual([]);
  });

  it('of the library itself may be broader than anybody else may ask for', async () => {
    await start('one');
    await expect(purges.request(`${endpoint}/shop*`)).rejects.toThrow('not valid');
    await completed(await purges.start(`${endpoint}/shop*`));
    await completed((await purges.startBelow('/größe')) ?? '');
    const [, below] = await database.purges.listAfter(0, 10);
    expect(below).toMatchObject({ url: `${endpoint}/gr%C3%B6%C3%9Fe*`, isPrefix: true });
  });
});

describe('a limit of the month', () => {
  it('counts the month in UTC, and begins anew', async () => {
    const limited = createPurges({
      database,
      addresses: { endpoint },
      clock: { now: () => now },
      maxPurgesPerMonth: 2,
      onStarted: () => {},
    });
    now = new Date('2026-03-31T23:59:59.999Z');
    await limited.start(`${endpoint}/a`);
    await limited.start(`${endpoint}/b`);
    await expect(limited.start(`${endpoint}/c`)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await limited.startBelow('/c')).toBeUndefined();
    now = new Date('2026-04-01T00:00:00.000Z');
    expect(await limited.startBelow('/c')).toBeDefined();
  });

  it('lets exactly as many through as there are, however many ask at once', async () => {
    const limited = createPurges({
      database,
      addresses: { endpoint },
      clock: { now: () => now },
      maxPurgesPerMonth: 3,
      onStarted: () => {},
    });
    const started = await Promise.all(Array.from({ length: 10 }, () => limited.startBelow('/a')));
    expect(started.filter((id) => id !== undefined)).toHaveLength(3);
  });
});
