import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeliveryLookup } from './delivery-lookup.ts';
import { rememberLookups } from './remember-lookups.ts';
import { openReader, openWriter, type SqliteConnection } from './sqlite-connection.ts';

describe('a remembered look-up', () => {
  let folder: string;
  let writer: SqliteConnection;
  let reader: SqliteConnection;
  let looked: ReturnType<typeof vi.fn>;
  let find: DeliveryLookup;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'calotype-lookups-'));
    writer = openWriter(join(folder, 'library.db'));
    writer.prepare('create table t (x integer)').run([]);
    reader = openReader(join(folder, 'library.db'));
    looked = vi.fn((path: string) => (path === '/absent' ? undefined : { name: path }));
    find = rememberLookups(looked as unknown as DeliveryLookup, { writer, reader });
  });

  afterEach(() => {
    vi.useRealTimers();
    reader.close();
    writer.close();
    rmSync(folder, { recursive: true });
  });

  it('is made once while nothing is written', () => {
    expect(find('/a')).toBe(find('/a'));
    find('/a', 'token');
    expect(looked).toHaveBeenCalledTimes(2);
  });

  it('is made again after any write of this process', () => {
    find('/a');
    writer.prepare('insert into t values (1)').run([]);
    find('/a');
    expect(looked).toHaveBeenCalledTimes(2);
  });

  it('is made again before and after a transaction ends, so that nothing uncommitted is kept', () => {
    writer.prepare('begin immediate').run([]);
    writer.prepare('insert into t values (1)').run([]);
    find('/a');
    writer.prepare('commit').run([]);
    find('/a');
    expect(looked).toHaveBeenCalledTimes(2);
  });

  it('is made again soon after another process has written', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    find('/a');
    const other = new DatabaseSync(join(folder, 'library.db'));
    other.exec('insert into t values (1)');
    other.close();
    vi.advanceTimersByTime(101);
    find('/a');
    expect(looked).toHaveBeenCalledTimes(2);
  });

  it('never keeps what is absent', () => {
    expect(find('/absent')).toBeUndefined();
    expect(find('/absent')).toBeUndefined();
    expect(looked).toHaveBeenCalledTimes(2);
  });
});
