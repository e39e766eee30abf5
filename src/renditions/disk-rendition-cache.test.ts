import {
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RenditionCache } from '../domain/rendition.ts';
import { createDiskRenditionCache } from './disk-rendition-cache.ts';
import {
  describeRenditionCache,
  describeRenditionLimit,
  keyOf,
  putBytes,
  read,
} from './rendition-cache.contract.ts';

const mebibyte = 1024 * 1024;
const key = keyOf('a');
const small = Buffer.alloc(20_000, 'small');
const large = Buffer.alloc(600_000, 'large');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-test-'));
});

afterEach(() => rm(folder, { recursive: true }));

for (const describeIt of [describeRenditionCache, describeRenditionLimit]) {
  describeIt('disk and memory', ({ maxBytes }) => openCache({ maxBytes, memoryBytes: maxBytes / 10 }));
  describeIt('disk alone', ({ maxBytes }) => openCache({ maxBytes, memoryBytes: 0 }));
}

describe('the memory in front of the disk', () => {
  it('answers small prints without a promise, also after they were read from disk', async () => {
    await filled(small);
    const cache = await openCache();
    expect(cache.get(key)).toBeInstanceOf(Promise);
    await cache.get(key);
    expect(cache.get(key)).toMatchObject({ bytes: small, sizeBytes: small.length });
    await cache.close();
  });

  it('leaves large prints on disk', async () => {
    const cache = await openCache();
    const rendition = await putBytes(cache, key, large);
    expect(rendition.bytes).toBeUndefined();
    expect(cache.get(key)).toBeInstanceOf(Promise);
    await cache.close();
  });

  it('reads a print once for a crowd', async () => {
    await filled(small);
    const cache = await openCache();
    const crowd = await Promise.all(Array.from({ length: 50 }, () => cache.get(key)));
    expect(new Set(crowd).size).toBe(1);
    await cache.close();
  });

  it('does not take back what was deleted while it was being read', async () => {
    await filled(small);
    const cache = await openCache();
    const reading = cache.get(key);
    await cache.delete(key);
    await reading;
    expect(await cache.get(key)).toBeUndefined();
    await cache.close();
  });
});

describe('what a crash may leave', () => {
  const damages: [string, (path: string) => Promise<void>][] = [
    ['cut by a byte', async (path) => truncate(path, (await stat(path)).size - 1)],
    ['cut in half', async (path) => truncate(path, (await stat(path)).size / 2)],
    ['cut to less than a trailer', (path) => truncate(path, 7)],
    ['empty', (path) => truncate(path, 0)],
    ['one byte too long', async (path) => writeFile(path, '\0', { flag: 'a' })],
    ['garbage', (path) => writeFile(path, Buffer.alloc(20_020, 'garbage'))],
    ['without a trailer', (path) => writeFile(path, small)],
    ['zeros where a page was never written', (path) => overwrite(path, 8192, Buffer.alloc(4096))],
    ['another checksum', async (path) => overwrite(path, (await stat(path)).size - 4, Buffer.from('oops'))],
    ['another mark', async (path) => overwrite(path, (await stat(path)).size - 20, Buffer.from('JUNK'))],
  ];

  it.each(
    damages.flatMap(([name, damage]) =>
      [small, large].map((body) => [name, body.length, body, damage] as const),
    ),
  )('is absent and removed: a file %s (%i bytes)', async (_name, _length, body, damage) => {
    await filled(body);
    await damage(pathOf(key));
    const cache = await openCache();
    expect(await cache.get(key)).toBeUndefined();
    expect(await readdir(join(folder, key.slice(0, 2)))).toEqual([]);
    await putBytes(cache, key, body);
    expect(await read(cache, key)).toEqual(body);
    await cache.close();
  });

  it('removes half-made prints at the start', async () => {
    const cache = await openCache();
    const stagedPath = cache.stagingPath();
    await writeFile(stagedPath, 'half a pri');
    await openCache();
    await expect(readFile(stagedPath)).rejects.toThrow('ENOENT');
  });

  it('starts in a folder with things that are not its own, and leaves them', async () => {
    await mkdir(join(folder, 'aa'), { recursive: true });
    await writeFile(join(folder, 'aa', 'notes.txt'), 'mine');
    await writeFile(join(folder, 'README'), 'mine');
    const cache = await openCache({ maxBytes: 1 });
    await putBytes(cache, key, small);
    await cache.close();
    expect(await readFile(join(folder, 'aa', 'notes.txt'), 'utf8')).toBe('mine');
  });
});

describe('when the disk fails', () => {
  it('throws from put and removes the staged file', async () => {
    const cache = await openCache();
    await writeFile(join(folder, key.slice(0, 2)), 'a file where a folder should be');
    const stagedPath = cache.stagingPath();
    await writeFile(stagedPath, small);
    await expect(cache.put(key, { path: stagedPath })).rejects.toThrow();
    expect(await readdir(join(folder, 'staging'))).toEqual([]);
    await cache.close();
  });

  it('lets no path in as a key', async () => {
    const cache = await openCache();
    for (const name of ['../../etc/passwd', '', key.toUpperCase(), `${key}/..`]) {
      await expect(cache.get(name)).rejects.toThrow(TypeError);
      await expect(cache.delete(name)).rejects.toThrow(TypeError);
      await expect(putBytes(cache, name, small)).rejects.toThrow(TypeError);
    }
    expect(await readdir(join(folder, 'staging'))).toEqual([]);
    await cache.close();
  });
});

describe('the name of the cache', () => {
  it('lasts as long as what is kept', async () => {
    const [first, second] = [await openCache(), await openCache()];
    expect(second.id).toBe(first.id);
    await Promise.all([first.close(), second.close()]);
    await rm(folder, { recursive: true });
    const third = await openCache();
    expect(third.id).not.toBe(first.id);
    await third.close();
  });
});

describe('the limit of the disk', () => {
  it('holds after 5,000 puts', async () => {
    const maxBytes = 200_000;
    const cache = await openCache({ maxBytes, memoryBytes: 10_000 });
    const putOne = (index: number) =>
      putBytes(cache, keyOf(String(index)), Buffer.alloc(1 + (index % 7) * 500, index));
    for (let first = 0; first < 5000; first += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, index) => putOne(first + index)));
    }
    await expect.poll(bytesOnDisk, { timeout: 20_000 }).toBeLessThanOrEqual(maxBytes);
    expect(await bytesOnDisk()).toBeGreaterThan(maxBytes / 2);
    await cache.close();
  }, 30_000);

  it('frees a tenth at a time', async () => {
    const cache = await openCache({ maxBytes: 100_000, memoryBytes: 0 });
    for (let index = 0; index < 10; index += 1) {
      await putBytes(cache, keyOf(String(index)), Buffer.alloc(10_000));
    }
    await expect.poll(bytesOnDisk).toBeLessThanOrEqual(90_000);
    await cache.close();
  });

  it('gives not_found to whoever opens a print that was dropped meanwhile', async () => {
    const cache = await openCache();
    const rendition = await putBytes(cache, key, large);
    await cache.delete(key);
    await expect(rendition.open()).rejects.toMatchObject({ code: 'not_found' });
    await cache.close();
  });

  it('lets whoever has opened a print read it to its end', async () => {
    const cache = await openCache();
    const stream = await (await putBytes(cache, key, large)).open();
    await cache.delete(key);
    expect(await buffer(stream)).toEqual(large);
    await cache.close();
  });

  it('counts what an earlier process left, and drops its oldest first', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const before = await openCache();
    for (const name of names) await putBytes(before, keyOf(name), Buffer.alloc(10_000, name));
    before.get(keyOf('a'));
    await before.get(keyOf('c'));
    await before.close();

    const after = await openCache({ maxBytes: 35_000, memoryBytes: 0 });
    await expect.poll(keysOnDisk).toEqual(['e', 'a', 'c'].map(keyOf).sort());
    await after.close();
  });

  it('puts what an earlier process left behind what this one uses', async () => {
    await filled(small);
    await utimes(pathOf(key), new Date(2100, 0), new Date(2100, 0));
    const cache = await openCache({ maxBytes: 50_000, memoryBytes: 0 });
    for (const name of ['b', 'c']) await putBytes(cache, keyOf(name), small);
    await expect.poll(keysOnDisk).toEqual(['b', 'c'].map(keyOf).sort());
    await cache.close();
  });
});

function openCache(options: { maxBytes?: number; memoryBytes?: number } = {}): Promise<RenditionCache> {
  const { maxBytes = 10 * mebibyte, memoryBytes = mebibyte } = options;
  return createDiskRenditionCache({ folder, maxBytes, memoryBytes, maxMemoryItemBytes: memoryBytes / 4 });
}

/** Leaves one print in the folder, as a process that has ended would. */
async function filled(body: Buffer): Promise<void> {
  const cache = await openCache();
  await putBytes(cache, key, body);
  await cache.close();
}

async function overwrite(path: string, position: number, bytes: Buffer): Promise<void> {
  await using file = await open(path, 'r+');
  await file.write(bytes, 0, bytes.length, position);
}

function pathOf(name: string): string {
  return join(folder, name.slice(0, 2), name);
}

async function keysOnDisk(): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.flatMap((name) => /[0-9a-f]{64}$/.exec(name)?.[0] ?? []).sort();
}

async function bytesOnDisk(): Promise<number> {
  const sizes = (await keysOnDisk()).map(
    async (name) => (await stat(pathOf(name)).catch(() => undefined))?.size ?? 0,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
