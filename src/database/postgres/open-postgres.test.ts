import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../domain/database.ts';
import { makeId } from '../../domain/ids.ts';
import { addFile, dayOne, later, makeFile, makeVersion } from '../contract/samples.contract.ts';
import { databaseContract } from '../database.contract.ts';
import { makeInterruptible } from './interruptible.contract.ts';
import { openPostgres } from './open-postgres.ts';
import { makeLibrary, query, startTestServer, type TestServer } from './test-server.contract.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.stop());

databaseContract('PostgreSQL', async () => {
  const { url, remove } = await makeLibrary(server);
  return {
    open: (options) => openPostgres({ url, ...options }),
    query: (sql) => query(url, sql),
    remove,
  };
});

describe('a library on PostgreSQL', () => {
  let library: Awaited<ReturnType<typeof makeLibrary>>;
  let opened: Database[];
  const open = async (url = library.url) => {
    const database = await openPostgres({ url });
    opened.push(database);
    return database;
  };

  beforeEach(async () => {
    library = await makeLibrary(server);
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((database) => database.close()));
    await library.remove();
  });

  describe('at the start', () => {
    it('gets its tables once, although several nodes start at the same moment', async () => {
      const nodes = await Promise.all(Array.from({ length: 5 }, () => open()));
      const roots = await Promise.all(nodes.map((node) => node.folders.findByPath('/')));
      expect(new Set(roots.map((root) => root?.createdAt.getTime())).size).toBe(1);
    });

    it('has text sorted by code point in every column, whatever the database was made with', async () => {
      await open();
      const left = await query(
        library.url,
        `select table_name, column_name from information_schema.columns
          where table_schema = current_schema and data_type = 'text' and collation_name is distinct from 'C'`,
      );
      expect(left).toEqual([]);
    });

    it('is refused when a newer program has changed it', async () => {
      await open();
      await query(library.url, "insert into migrations (name, applied_at) values ('9999-tomorrow', 0)");
      await expect(open()).rejects.toThrow('newer version of Calotype (9999-tomorrow)');
    });

    it('is refused when the server may lose what it has acknowledged', async () => {
      const url = new URL(library.url);
      url.searchParams.append('options', `${url.searchParams.get('options')} -csynchronous_commit=off`);
      await expect(open(url.href)).rejects.toThrow('synchronous_commit is off');
    });

    it('says why it cannot be reached', async () => {
      await expect(open('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow('ECONNREFUSED');
    });
  });

  describe('under several nodes', () => {
    let one: Database;
    let other: Database;
    beforeEach(async () => {
      [one, other] = [await open(), await open()];
    });

    it('makes one deep path once for fifty callers', async () => {
      const made = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 ? one : other).folders.ensure('/a/b/c/d', dayOne),
        ),
      );
      expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    });

    it('numbers thirty versions that arrive at once without a gap', async () => {
      const file = await addFile(one, '/a.jpg');
      const uploads = Array.from({ length: 30 }, (_, index) =>
        (index % 2 ? one : other).transaction(async ({ files }) => {
          const number = (await files.highestVersionNumber(file.id)) + 1;
          await files.addVersion(makeVersion(file.id, { number }), { id: makeId(dayOne), at: later(number) });
        }),
      );
      await Promise.all(uploads);
      const versions = await other.files.listVersions(file.id);
      expect(versions.map(({ number }) => number)).toEqual(
        Array.from({ length: 31 }, (_, index) => 31 - index),
      );
    });

    it('lets exactly one of fifty callers use a token', async () => {
      const uses = Array.from({ length: 50 }, (_, index) =>
        (index % 2 ? one : other).uploadTokens.use('token', dayOne),
      );
      expect((await Promise.all(uses)).filter(Boolean)).toHaveLength(1);
    });

    it('lets no single write of one node in between the statements of another', async () => {
      let write: Promise<void> | undefined;
      await one.transaction(async ({ settings }) => {
        expect(await settings.find('name')).toBeUndefined();
        write = other.settings.set('name', 'other');
        for (let look = 0; look < 10; look += 1) expect(await settings.find('name')).toBeUndefined();
        await settings.set('name', 'one');
      });
      await write;
      expect(await one.settings.find('name')).toBe('other');
    });

    it('delivers within a second what another node has changed', async () => {
      const soon = { timeout: 1000, interval: 10 };
      const file = await addFile(one, '/a.jpg');
      await vi.waitFor(async () => expect(await remembered(other, '/a.jpg')).toBeDefined(), 5000);
      const version = makeVersion(file.id, { number: 2 });
      await one.files.addVersion(version, { id: makeId(dayOne), at: later(1) });
      await vi.waitFor(
        async () => expect((await other.files.findForDelivery('/a.jpg'))?.current.number).toBe(2),
        soon,
      );
      await one.files.delete(file.id);
      await vi.waitFor(async () => expect(await other.files.findForDelivery('/a.jpg')).toBeUndefined(), soon);
    });
  });

  describe('whose connection breaks', () => {
    it('goes on with new sessions when the server has ended all of them', async () => {
      const database = await open();
      await database.settings.set('name', 'value');
      await endSessions(library.url);
      await vi.waitFor(async () => expect(await database.settings.find('name')).toBe('value'));
      await vi.waitFor(async () => await database.settings.set('name', 'next'));
    });

    it('is busy for the transaction that was running, and keeps nothing of it', async () => {
      const database = await open();
      const running = database.transaction(async (inside) => {
        await inside.settings.set('name', 'lost');
        await endSessions(library.url);
        await inside.settings.set('other', 'lost');
      });
      await expect(running).rejects.toMatchObject({ code: 'busy' });
      await vi.waitFor(async () => expect(await database.settings.find('name')).toBeUndefined());
    });

    it('is busy for statements that were on their way together, and keeps nothing of them', async () => {
      const database = await open();
      const running = database.transaction(async (inside) => {
        await addFile(inside, '/kept-not.jpg', { details: { tags: ['x'] } });
        await endSessions(library.url);
        await inside.files.insert(makeFile('/lost.jpg', { details: { tags: ['y'] } }));
      });
      await expect(running).rejects.toMatchObject({ code: 'busy' });
      await vi.waitFor(async () => expect(await addFile(database, '/next.jpg')).toBeDefined());
      expect(await database.assets.countFiles()).toBe(1);
    });

    it('is busy as long as the server is gone, remembers nothing for long, and recovers', async () => {
      const network = await makeInterruptible(library.url);
      const database = await open(network.url);
      const file = await addFile(database, '/a.jpg');
      await vi.waitFor(async () => expect(await remembered(database, '/a.jpg')).toEqual(file), 5000);
      network.interrupt();
      const busy = expect.objectContaining({ code: 'busy' });
      await expect(database.files.find(file.id)).rejects.toEqual(busy);
      await expect(database.settings.set('name', 'value')).rejects.toEqual(busy);
      await expect(database.transaction(async () => {})).rejects.toEqual(busy);
      await vi.waitFor(
        async () => expect(await attempt(database.files.findForDelivery('/a.jpg'))).toEqual(busy),
        5000,
      );
      network.restore();
      await database.settings.set('name', 'value');
      expect(await database.files.findForDelivery('/a.jpg')).toEqual(file);
      await database.close();
      await network.close();
    });
  });

  it('closes although the server is gone', async () => {
    const network = await makeInterruptible(library.url);
    const database = await open(network.url);
    network.interrupt();
    await database.close();
    await network.close();
  });

  it('refuses a text that the server cannot keep as the mistake of its caller', async () => {
    const database = await open();
    await expect(database.settings.set('name', 'a\0b')).rejects.toMatchObject({ code: 'invalid' });
    expect(await database.files.findForDelivery('/a\0b.jpg')).toBeUndefined();
  });

  it('tells of the first of several statements that fails, and goes on with the next file', async () => {
    const database = await open();
    const told = addFile(database, '/a.jpg', { details: { tags: ['a\0b'] } });
    await expect(told).rejects.toMatchObject({ code: 'invalid' });
    const file = await addFile(database, '/a.jpg', { details: { tags: ['a'] } });
    expect(await database.files.find(file.id)).toEqual(file);
  });

  it('does the same whether its statements are new to the server or not', async () => {
    const database = await open();
    for (let time = 0; time < 12; time += 1) {
      const tags = Array.from({ length: time }, (_, tag) => `tag ${tag}`);
      const file = await addFile(database, `/${time}.jpg`, { details: { tags } });
      expect(await database.files.find(file.id)).toEqual(file);
    }
  });
});

/** Undefined unless it is answered from memory, without a promise. */
async function remembered(database: Database, path: string) {
  await database.files.findForDelivery(path);
  const found = database.files.findForDelivery(path);
  return found instanceof Promise ? undefined : found;
}

async function attempt(work: unknown): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    return error;
  }
}

/** Of this library alone: other tests may use the same server. */
async function endSessions(url: string): Promise<void> {
  await query(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'calotype' and datname = current_database() and pid <> pg_backend_pid()`,
  );
}
