import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { JobId } from '../../domain/ids.ts';
import { migrations } from '../migrations/migrations.ts';
import { openSqlite } from './open-sqlite.ts';
import { openWriter } from './sqlite-connection.ts';
import { createSqliteKysely } from './sqlite-kysely.ts';

it('goes on with a folder job that an older program has begun', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'calotype-migration-'));
  const path = join(folder, 'library.db');
  await makeOldLibrary(path);
  const database = await openSqlite({ path });
  const now = new Date(5000);
  const job = { id: 'j1', payload: { sourcePath: '/a', items: 3 }, progress: { folders: 1 } };
  expect(await database.jobs.find('j1' as JobId)).toMatchObject(job);
  const claimed = await database.jobs.claim({ kinds: ['move-folder'], by: 'me', now, until: now });
  expect(claimed).toMatchObject({ ...job, agenda: ['f1', 'f2'] });
  await database.close();
  await rm(folder, { recursive: true });
});

async function makeOldLibrary(path: string): Promise<void> {
  const writer = openWriter(path);
  const db = createSqliteKysely(writer);
  const old = migrations.filter(({ name }) => name < '0012');
  for (const { up } of old) await up(db);
  writer.close();
  const raw = new DatabaseSync(path);
  raw.exec('create table migrations (name text primary key not null, applied_at bigint not null)');
  for (const { name } of old) raw.prepare('insert into migrations values (?, 0)').run(name);
  raw
    .prepare(`insert into jobs (id, kind, payload, progress, priority, run_at, attempts, failures, max_attempts, created_at)
      values ('j1', 'move-folder', ?, ?, 0, 1000, 1, 0, 20, 1000)`)
    .run(
      JSON.stringify({ sourcePath: '/a', folderIds: ['f1', 'f2'], items: 3 }),
      JSON.stringify({ folders: 1 }),
    );
  raw.close();
}
