import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addFile } from '../contract/samples.contract.ts';
import { databaseContract } from '../database.contract.ts';
import { openSqlite } from './open-sqlite.ts';

databaseContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'calotype-database-'));
  const path = join(folder, 'library.db');
  return {
    open: (options) => openSqlite({ path, ...options }),
    async query(sql) {
      const raw = new DatabaseSync(path);
      const rows = raw.prepare(sql).all();
      raw.close();
      return rows;
    },
    remove: () => rm(folder, { recursive: true }),
  };
});

describe('the SQLite file', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'calotype-database-'));
    path = join(folder, 'new', 'library.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made with its folder, readable by its owner alone', async () => {
    const database = await openSqlite({ path });
    await database.settings.set('name', 'value');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(`${path}-wal`)).mode & 0o777).toBe(0o600);
    await database.close();
  });

  it('stands alone after a close, without a log beside it', async () => {
    const database = await openSqlite({ path });
    await addFile(database, '/a.jpg');
    await database.close();
    await expect(stat(`${path}-wal`)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('answers for delivery without a promise', async () => {
    const database = await openSqlite({ path });
    await addFile(database, '/a.jpg');
    expect(database.files.findForDelivery('/a.jpg')).toMatchObject({ name: 'a.jpg' });
    expect(database.files.findForDelivery('/b.jpg')).toBeUndefined();
    await database.close();
  });

  it('may be made and used by two processes at once', async () => {
    const used = await Promise.all([useTokens(path), useTokens(path)]);
    expect(used[0] + used[1]).toBe(100);
    const database = await openSqlite({ path });
    expect(await database.uploadTokens.use('token-99', new Date())).toBe(false);
    await database.close();
  });

  it('keeps what was acknowledged, and nothing else, when its process is killed', async () => {
    const script = `${opening(path)}
      await database.settings.set('acknowledged', 'yes');
      await database.transaction(async (inside) => {
        await inside.settings.set('unfinished', 'yes');
        console.log('ready');
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const database = await openSqlite({ path });
    expect(await database.settings.find('acknowledged')).toBe('yes');
    expect(await database.settings.find('unfinished')).toBeUndefined();
    await database.close();
  });

  it('is refused when a newer program has changed it', async () => {
    await (await openSqlite({ path })).close();
    const raw = new DatabaseSync(path);
    raw.exec("insert into migrations (name, applied_at) values ('9999-tomorrow', 0)");
    raw.close();
    await expect(openSqlite({ path })).rejects.toThrow('newer version of Calotype (9999-tomorrow)');
    await expect(stat(`${path}-wal`), 'left open').rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('keeps rows whole: no version without a file, no second current version', async () => {
    const database = await openSqlite({ path });
    const file = await addFile(database, '/a.jpg', { details: { tags: ['x'] } });
    await database.files.delete(file.id);
    await database.close();
    const raw = new DatabaseSync(path);
    for (const table of ['files', 'versions', 'version_tags', 'version_ai_tags']) {
      expect(raw.prepare(`select count(*) as rows from ${table}`).get()).toEqual({ rows: 0 });
    }
    expect(raw.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    expect(raw.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    raw.close();
  });
});

/** Another process uses a hundred tokens; how many of them were fresh? */
async function useTokens(path: string): Promise<number> {
  const script = `${opening(path)}
    let fresh = 0;
    for (let i = 0; i < 100; i++) if (await database.uploadTokens.use('token-' + i, new Date())) fresh++;
    await database.close();
    console.log(fresh);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  return Number(stdout);
}

function opening(path: string): string {
  const source = JSON.stringify(new URL('./open-sqlite.ts', import.meta.url));
  return `import { openSqlite } from ${source};
    const database = await openSqlite({ path: ${JSON.stringify(path)} });`;
}
