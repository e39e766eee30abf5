import { mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeBlobStore } from './blob-store.contract.ts';
import { createFileBlobStore } from './file-blob-store.ts';

const never = new AbortController().signal;
const limits = { maxBytes: 1024 * 1024, signal: never };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-test-'));
});

afterEach(() => rm(folder, { recursive: true }));

describeBlobStore('file', () => createFileBlobStore({ folder: join(folder, 'made', 'at', 'start') }));

describe('the folder of blobs', () => {
  it('spreads blobs over two levels of folders, whole under their hash', async () => {
    const { hash } = await upload('a picture');
    expect(await readdir(join(folder, hash.slice(0, 2), hash.slice(2, 4)))).toEqual([hash]);
    expect(await leftovers()).toEqual([]);
  });

  it('keeps blobs across restarts', async () => {
    const { hash } = await upload('a picture');
    const reopened = await createFileBlobStore({ folder });
    expect((await buffer(await reopened.open(hash))).toString()).toBe('a picture');
  });

  it('leaves nothing behind, at whatever moment an upload is cut off', async () => {
    const store = await createFileBlobStore({ folder });
    for (let turns = 0; turns < 40; turns += 1) {
      const controller = new AbortController();
      const source = new Readable({
        read() {
          this.push(Buffer.alloc(50_000));
        },
      });
      const staging = store.stage(source, { maxBytes: Number.MAX_SAFE_INTEGER, signal: controller.signal });
      const refused = expect(staging).rejects.toThrow('aborted');
      for (let turn = 0; turn < turns; turn += 1) await setImmediate();
      controller.abort();
      await refused;
      expect(await leftovers()).toEqual([]);
    }
  });

  it('leaves nothing behind of what was too large or broke off', async () => {
    const store = await createFileBlobStore({ folder });
    await expect(
      store.stage(Readable.from([Buffer.alloc(11)]), { ...limits, maxBytes: 10 }),
    ).rejects.toThrow();
    await expect(store.stage(new Readable({ read() {} }).destroy(), limits)).rejects.toThrow();
    expect(await leftovers()).toEqual([]);
  });

  it('heals a blob that something outside has cut short, when the bytes come again', async () => {
    const { hash } = await upload('a picture');
    await truncate(pathOf(hash), 3);
    await upload('a picture');
    const store = await createFileBlobStore({ folder });
    expect((await buffer(await store.open(hash))).toString()).toBe('a picture');
  });

  it('counts the age from the commit, not from the bytes', async () => {
    const store = await createFileBlobStore({ folder });
    const staged = await store.stage(Readable.from([Buffer.from('slow')]), limits);
    await utimes(staged.path, new Date(0), new Date(0));
    await staged.commit();
    expect(Date.now() - (await stat(pathOf(staged.hash))).mtimeMs).toBeLessThan(60_000);
  });

  it('lists blobs only, whatever else lies in the folder', async () => {
    const { hash } = await upload('a picture');
    await writeFile(join(folder, 'README'), '');
    await writeFile(join(folder, hash.slice(0, 2), hash.slice(2, 4), `${hash}.bak`), '');
    const store = await createFileBlobStore({ folder });
    expect(await Readable.from(store.listOlderThan(new Date(Date.now() + 60_000))).toArray()).toEqual([hash]);
  });
});

async function upload(text: string) {
  const store = await createFileBlobStore({ folder });
  const staged = await store.stage(Readable.from([Buffer.from(text)]), limits);
  await staged.commit();
  return staged;
}

function pathOf(hash: string): string {
  return join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);
}

function leftovers(): Promise<string[]> {
  return readdir(join(folder, 'temporary'));
}
