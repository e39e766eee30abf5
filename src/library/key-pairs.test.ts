import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../database/sqlite/open-sqlite.ts';
import type { Database } from '../domain/database.ts';
import type { KeyPair, Permissions } from '../domain/key-pair.ts';
import { createKeyPairs, type KeyPairParts, type RollExpiry, stateOf } from './key-pairs.ts';

const start = new Date('2026-06-01T12:00:00Z');
const secondsLater = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const reading: Permissions = { media: 'read', account: 'none' };
const given: KeyPair = {
  publicKey: 'public_given',
  privateKey: 'private_given',
  kind: 'standard',
  createdAt: new Date(0),
};

let folder: string;
let database: Database;
let now: Date;
const pairsWith = (parts: Partial<KeyPairParts> = {}) =>
  createKeyPairs({ database, clock: { now: () => now }, limits: { standard: 2, restricted: 1 }, ...parts });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-test-'));
  database = await openSqlite({ path: join(folder, 'library.db') });
  now = start;
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

describe('key pairs', () => {
  it('are made up to their limits, each kind by itself', async () => {
    const pairs = pairsWith();
    await pairs.create();
    await pairs.create();
    await pairs.create(reading);
    for (const [permissions, message] of [
      [undefined, 'There may be 2 active standard key pairs at most.'],
      [reading, 'There may be 1 active restricted key pairs at most.'],
    ] as const) {
      await expect(pairs.create(permissions)).rejects.toMatchObject({ code: 'invalid', message });
    }
    expect((await pairs.list()).map(({ kind, permissions }) => [kind, permissions])).toHaveLength(3);
  });

  it.each<[RollExpiry, number]>([
    ['now', 0],
    ['1h', 3600],
    ['24h', 86_400],
    ['3d', 3 * 86_400],
    ['7d', 7 * 86_400],
  ])(
    'that are rolled in %s expire then, count no more, and have a successor alike',
    async (expiry, seconds) => {
      const pairs = pairsWith();
      const old = await pairs.create(reading);
      now = secondsLater(60);
      const made = await pairs.roll(old.publicKey, expiry);
      expect(made).toMatchObject({ kind: 'restricted', permissions: reading, createdAt: now });
      expect(made.expiresAt).toBeUndefined();
      const [kept = old, successor] = await pairs.list();
      expect(successor).toEqual(made);
      expect(kept).toEqual({ ...old, expiresAt: secondsLater(60 + seconds) });
      expect(stateOf(kept, secondsLater(59 + seconds))).toBe('expiring');
      expect(stateOf(kept, secondsLater(60 + seconds))).toBe('expired');
      await expect(pairs.create(reading)).rejects.toMatchObject({ code: 'invalid' });
    },
  );

  it('are rolled once', async () => {
    const pairs = pairsWith();
    const { publicKey } = await pairs.create();
    await pairs.roll(publicKey, '7d');
    await expect(pairs.roll(publicKey, 'now')).rejects.toMatchObject({
      message: `The key pair ${publicKey} has been rolled already.`,
    });
  });

  it('always leave an active standard one', async () => {
    const pairs = pairsWith();
    const first = await pairs.create();
    const restricted = await pairs.create(reading);
    const last = { code: 'conflict', message: expect.stringMatching(/^The last active standard key pair/) };
    await expect(pairs.delete(first.publicKey)).rejects.toMatchObject(last);
    const second = await pairs.roll(first.publicKey, '1h');
    await expect(pairs.delete(second.publicKey)).rejects.toMatchObject(last);
    await pairs.delete(first.publicKey);
    await pairs.delete(restricted.publicKey);
    expect(await pairs.list()).toEqual([second]);
  });

  it('leave one of two when both are deleted at once', async () => {
    const pairs = pairsWith();
    const made = [await pairs.create(), await pairs.create()];
    await Promise.allSettled(made.map(({ publicKey }) => pairs.delete(publicKey)));
    expect(await pairs.list()).toHaveLength(1);
  });

  it('of the settings come first, count, and are changed there alone', async () => {
    const pairs = pairsWith({ given });
    const made = await pairs.create();
    await expect(pairs.create()).rejects.toMatchObject({ code: 'invalid' });
    expect(await pairs.list()).toEqual([given, made]);
    for (const change of [pairs.roll(given.publicKey, 'now'), pairs.delete(given.publicKey)]) {
      await expect(change).rejects.toThrow('comes from the settings');
    }
    await pairs.delete(made.publicKey);
    expect(await pairs.list()).toEqual([given]);
  });

  it('that are unknown are not found', async () => {
    const pairs = pairsWith();
    for (const change of [pairs.roll('public_x', 'now'), pairs.delete('public_x')]) {
      await expect(change).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});
