import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openSqlite } from '../../database/sqlite/open-sqlite.ts';
import type { Database, UsageRepository } from '../../domain/database.ts';
import { MediaError } from '../../domain/errors.ts';
import { type CountedDelivery, createDeliveryCounter } from '../../usage/count-deliveries.ts';
import { createGetUsage } from './get-usage.ts';
import { startUsageWriter } from './write-usage.ts';

let folder: string;
let database: Database;
let now: Date;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-usage-'));
  database = await openSqlite({ path: join(folder, 'library.db') });
  now = new Date('2026-03-04T23:59:00.000Z');
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const hit: CountedDelivery = {
  status: 200,
  bytes: 10,
  outcome: 'hit',
  path: '/a.jpg',
  endpoint: '',
  transformation: '',
  kind: 'image',
  contentType: 'image/jpeg',
  reason: undefined,
  userAgent: undefined,
  referrer: undefined,
  country: undefined,
};

function start(usage: UsageRepository = database.usage, sizeBytes = 5) {
  const counter = createDeliveryCounter();
  const failures: unknown[] = [];
  const writer = startUsageWriter({
    counter,
    usage,
    files: { sumSizes: async () => sizeBytes },
    clock: { now: () => now },
    intervalSeconds: 60,
    onFailure: (error) => failures.push(error),
  });
  return { counter, writer, failures };
}

async function requestsOn(day: string): Promise<number> {
  const query = { kind: 'cache', first: day, last: day, by: 'requests', limit: 1 } as const;
  return (await database.usage.list(query))[0]?.requestCount ?? 0;
}

it('gives each day what was counted on it, and the level of storage at its end', async () => {
  const { counter, writer } = start();
  counter.count(hit);
  await writer.write();
  counter.count(hit);
  now = new Date('2026-03-05T00:00:00.020Z');
  await writer.write();
  counter.count(hit);
  await writer.stop();
  expect(await requestsOn('2026-03-04')).toBe(2);
  expect(await requestsOn('2026-03-05')).toBe(1);
  expect(await database.usage.findStorage('2026-03-04')).toBe(5);
});

it('writes by itself, at midnight before the interval is over', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    now = new Date('2026-03-04T23:59:50.000Z');
    const { counter, writer } = start();
    counter.count(hit);
    vi.advanceTimersByTime(10_019);
    expect(await requestsOn('2026-03-04')).toBe(0);
    now = new Date('2026-03-05T00:00:00.020Z');
    vi.advanceTimersByTime(1);
    await vi.waitFor(async () => expect(await requestsOn('2026-03-04')).toBe(1));
    await writer.stop();
  } finally {
    vi.useRealTimers();
  }
});

it('keeps what could not be written, and writes it later, once', async () => {
  let isDown = true;
  const { counter, writer, failures } = start({
    ...database.usage,
    add: async (day, tallies) => {
      if (isDown) throw new MediaError('busy', 'The database is not there.');
      await database.usage.add(day, tallies);
    },
  });
  counter.count(hit);
  await expect(writer.write()).rejects.toMatchObject({ code: 'busy' });
  counter.count(hit);
  isDown = false;
  await writer.write();
  await writer.write();
  expect(await requestsOn('2026-03-04')).toBe(2);
  isDown = true;
  counter.count(hit);
  await writer.stop();
  expect(failures).toHaveLength(1);
});

it('tells the storage of a past day as it was then, and of today as it is now', async () => {
  const { writer } = start();
  await database.usage.noteStorage('2026-03-01', 111);
  const getUsage = createGetUsage({
    usage: database.usage,
    files: { sumSizes: async () => 999 },
    sources: { sumSizes: () => 0 },
    writer,
    clock: { now: () => now },
  });
  const storage = async (startDate: string, endDate: string) =>
    (await getUsage({ startDate, endDate })).mediaLibraryStorageBytes;
  expect(await storage('2026-01-01', '2026-03-01')).toBe(0);
  expect(await storage('2026-02-01', '2026-03-02')).toBe(111);
  expect(await storage('2026-02-01', '2026-03-04')).toBe(111);
  expect(await storage('2026-02-01', '2026-03-05')).toBe(999);
  expect(await storage('2026-04-01', '2026-05-01')).toBe(999);
  await writer.stop();
});
