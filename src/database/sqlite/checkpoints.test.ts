import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tables } from '../tables.ts';
import { type Checkpoints, createCheckpoints } from './checkpoints.ts';
import { openWriter, type SqliteConnection } from './sqlite-connection.ts';
import { createSqliteKysely } from './sqlite-kysely.ts';

const pagesBetween = 100;
const pagesAtOnce = 25;
const pageBytes = 4096;

describe('the log of the SQLite file', () => {
  let folder: string;
  let path: string;
  let writer: SqliteConnection;
  let write: Kysely<Tables>;
  let checkpoints: Checkpoints;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'calotype-checkpoints-'));
    path = join(folder, 'library.db');
    writer = openWriter(path);
    writer.prepareOnce('create table t (x blob)').run();
    open(path);
  });
  afterEach(async () => {
    await checkpoints.close();
    writer.close();
    rmSync(folder, { recursive: true });
  });

  function open(of: string): void {
    checkpoints = createCheckpoints({
      path: of,
      writer,
      whileNobodyWrites: (work) => write.connection().execute(work),
      pagesBetween,
    });
    write = createSqliteKysely(writer, checkpoints.note);
  }

  /** As between two requests, what the thread says is heard after each. */
  async function writePages(count: number): Promise<void> {
    for (let written = 0; written < count; written += pagesAtOnce) {
      await sql`insert into t values (zeroblob(${pagesAtOnce * pageBytes}))`.execute(write);
      await setImmediate();
    }
  }

  const readLog = () => {
    const row = writer.prepareOnce('pragma wal_checkpoint(noop)').get() as Record<string, number>;
    return { written: row.log ?? 0, left: (row.log ?? 0) - (row.checkpointed ?? 0) };
  };

  async function writeUntilItBeginsAnew(): Promise<void> {
    for (let before = 0; before <= readLog().written; ) {
      before = readLog().written;
      await writePages(pagesAtOnce);
    }
  }

  it('is folded into the file, and begins anew, although writes never pause', async () => {
    await writeUntilItBeginsAnew();
    await writeUntilItBeginsAnew();
    expect(statSync(path).size).toBeGreaterThan(2 * pagesBetween * pageBytes);
  });

  it('is folded in while a transaction is open, which goes on', async () => {
    for (let time = 0; time < 8; time += 1) {
      await writePages(pagesBetween);
      await write.transaction().execute(async (transaction) => {
        for (let step = 0; step < 60; step += 1) {
          await sql`insert into t values (zeroblob(${pageBytes}))`.execute(transaction);
          await setTimeout(1);
        }
      });
    }
    expect(readLog().left).toBeLessThan(8 * pagesBetween);
  });

  it('loses nothing on its way', async () => {
    await writePages(10 * pagesBetween);
    const other = new DatabaseSync(path, { readOnly: true });
    expect(count(other)).toBe((10 * pagesBetween) / pagesAtOnce);
    expect(other.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    other.close();
  });

  it('waits for those who read what was there before, and no longer', async () => {
    const other = new DatabaseSync(path, { readOnly: true });
    other.exec('begin');
    expect(count(other)).toBe(0);
    await writePages(4 * pagesBetween);
    expect(readLog().left).toBeGreaterThan(pagesBetween);
    expect(count(other)).toBe(0);
    other.close();
    await writeUntilItBeginsAnew();
  });

  it('grows while its thread cannot do its work, and nobody is kept from writing', async () => {
    await checkpoints.close();
    open(folder);
    await writePages(4 * pagesBetween);
    expect(readLog().left).toBeGreaterThan(4 * pagesBetween);
  });
});

function count(database: DatabaseSync): unknown {
  return database.prepare('select count(*) as rows from t').get()?.rows;
}
