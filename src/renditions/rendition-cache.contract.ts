import { createHash, randomBytes } from 'node:crypto';
import { access, readFile, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trailerOf } from '../domain/file-trailer.ts';
import { markOfContent, type RenditionCache, type RenditionKey } from '../domain/rendition.ts';

const never = new AbortController().signal;
const body = Buffer.from('a print');
const key = keyOf('a');

/** The promises of RenditionCache in domain/rendition.ts, kept by every implementation. */
export function describeRenditionCache(
  name: string,
  create: (options: { readonly maxBytes: number }) => Promise<RenditionCache>,
): void {
  describe(`${name}: a rendition cache`, () => {
    let cache: RenditionCache;

    beforeEach(async () => {
      cache = await create({ maxBytes: 1_000_000 });
    });

    afterEach(() => cache.close());

    it.each([
      ['nothing', Buffer.alloc(0)],
      ['a few bytes', body],
      ['a large picture', randomBytes(300_000)],
    ])('gives back what was put: %s', async (_, content) => {
      const put = await putBytes(cache, key, content);
      for (const rendition of [put, await cache.get(key)]) {
        expect(rendition).toMatchObject({ key, sizeBytes: content.length });
        expect(rendition && (await buffer(await rendition.open()))).toEqual(content);
      }
    });

    it('gives back what was handed over beside its file', async () => {
      await cache.put(key, { path: await stageWhole(cache, body), bytes: body });
      expect(await read(cache, key)).toEqual(body);
    });

    it('does not know what was never put', async () => {
      expect(await cache.get(key)).toBeUndefined();
    });

    it('has no file of what is absent', async () => {
      expect(await cache.localPath(key)).toBeUndefined();
    });

    it('keeps what is for files only', async () => {
      await cache.put(key, { path: await stageWhole(cache, body), isForFilesOnly: true });
      const path = await cache.localPath(key);
      // In memory alone there is none.
      if (path !== undefined) expect(await readFile(path)).toEqual(Buffer.concat([body, trailerOf(body)]));
      expect(await read(cache, key)).toEqual(body);
    });

    it('takes the staged file over', async () => {
      const stagedPath = await stageWhole(cache, body);
      await cache.put(key, { path: stagedPath });
      await expect(access(stagedPath)).rejects.toThrow('ENOENT');
    });

    it('gives every render its own place', () => {
      expect(cache.stagingPath()).not.toBe(cache.stagingPath());
    });

    it('discards what a renderer left, or did not leave', async () => {
      const stagedPath = cache.stagingPath();
      await writeFile(stagedPath, body);
      await cache.discard(stagedPath);
      await cache.discard(stagedPath);
      await expect(access(stagedPath)).rejects.toThrow('ENOENT');
    });

    it('throws when there is nothing to take over, and keeps nothing', async () => {
      await expect(cache.put(key, { path: cache.stagingPath() })).rejects.toThrow('ENOENT');
      expect(await cache.get(key)).toBeUndefined();
    });

    it.each([
      ['the first byte', { start: 0, end: 0 }],
      ['a middle', { start: 2, end: 4 }],
      ['the last byte', { start: 99_999, end: 99_999 }],
      ['everything', { start: 0, end: 99_999 }],
    ])('opens a range: %s', async (_, range) => {
      const content = randomBytes(100_000);
      const rendition = await putBytes(cache, key, content);
      expect(await buffer(await rendition.open(range))).toEqual(content.subarray(range.start, range.end + 1));
    });

    it('takes a key again', async () => {
      await Promise.all([putBytes(cache, key, body), putBytes(cache, key, body)]);
      await putBytes(cache, key, body);
      expect(await read(cache, key)).toEqual(body);
    });

    it('forgets, and forgets what is absent', async () => {
      await putBytes(cache, key, body);
      await cache.delete(key);
      await cache.delete(key);
      expect(await cache.get(key)).toBeUndefined();
    });

    it('forgets what was made from some pictures, and nothing else', async () => {
      const prints = ['a', 'b', 'c'].flatMap((picture) =>
        ['1', '2', '3'].map((print) => ({ picture, key: printOf(picture, print) })),
      );
      for (const print of prints) await putBytes(cache, print.key, body);
      const marks = new Set(['a', 'c', 'never printed'].map((picture) => markOfContent(keyOf(picture))));
      expect(await cache.deleteMadeFrom(marks, never)).toBe(6);
      expect(await cache.deleteMadeFrom(marks, never)).toBe(0);
      for (const { picture, key: print } of prints) {
        expect(await read(cache, print)).toEqual(picture === 'b' ? body : undefined);
      }
      await putBytes(cache, printOf('a', '1'), body);
      expect(await read(cache, printOf('a', '1'))).toEqual(body);
    });

    it('lets whoever waits be sure: nothing is read that was forgotten meanwhile', async () => {
      await putBytes(cache, printOf('a', '1'), body);
      const reading = cache.get(printOf('a', '1'));
      await cache.deleteMadeFrom(new Set([markOfContent(keyOf('a'))]), never);
      await reading;
      expect(await cache.get(printOf('a', '1'))).toBeUndefined();
    });

    it('forgets everything, and goes on', async () => {
      for (const name of ['a', 'b', 'c']) await putBytes(cache, keyOf(name), body);
      await cache.clear();
      for (const name of ['a', 'b', 'c']) expect(await cache.get(keyOf(name))).toBeUndefined();
      await putBytes(cache, key, body);
      expect(await read(cache, key)).toEqual(body);
    });

    it('has a name of its own', async () => {
      expect(cache.id).toMatch(/^[\w-]{8,}$/);
    });

    it('hands out a print larger than the whole cache', async () => {
      const tiny = await create({ maxBytes: 1000 });
      const content = randomBytes(5000);
      const rendition = await putBytes(tiny, key, content);
      expect(await buffer(await rendition.open())).toEqual(content);
      await tiny.close();
    });

    it('stays whole while many get, put and delete at once', async () => {
      const contents = Array.from({ length: 8 }, (_, index) => Buffer.alloc(1 + index * 9000, index));
      const work = Array.from({ length: 600 }, async (_, turn) => {
        const content = contents[(turn * 7) % contents.length] ?? body;
        const name = keyOf(String(content.length));
        if (turn % 3 === 0) await putBytes(cache, name, content);
        else if (turn % 11 === 0) await cache.delete(name);
        else expect([undefined, content]).toContainEqual(await readIfThere(cache, name));
      });
      await Promise.all(work);
      for (const content of contents) {
        const name = keyOf(String(content.length));
        await putBytes(cache, name, content);
        expect(await read(cache, name)).toEqual(content);
      }
    });
  });
}

/** Of a cache behind which there is no other. */
export function describeRenditionLimit(
  name: string,
  create: (options: { readonly maxBytes: number }) => Promise<RenditionCache>,
): void {
  describe(`${name}: the limit of a rendition cache`, () => {
    it('drops the least recently used beyond its limit; a get is a use', async () => {
      const small = await create({ maxBytes: 100_000 });
      for (const name of ['a', 'b', 'c', 'd']) await putBytes(small, keyOf(name), Buffer.alloc(24_000, name));
      await small.get(keyOf('a'));
      await putBytes(small, keyOf('e'), Buffer.alloc(24_000, 'e'));
      // Looking is a use as well, so each look asks for another one.
      const unused = ['b', 'c', 'd'].map(keyOf);
      await expect.poll(() => small.get(unused.shift() ?? keyOf('e'))).toBeUndefined();
      expect(await read(small, keyOf('a'))).toEqual(Buffer.alloc(24_000, 'a'));
      expect(await read(small, keyOf('e'))).toEqual(Buffer.alloc(24_000, 'e'));
      await small.close();
    });
  });
}

export function keyOf(name: string): RenditionKey {
  return createHash('sha256').update(name).digest('hex');
}

/** A key as makeRenditionKey makes it, of one picture. */
function printOf(picture: string, print: string): RenditionKey {
  return (markOfContent(keyOf(picture)) + keyOf(print)).slice(0, 64);
}

export async function putBytes(cache: RenditionCache, key: RenditionKey, bytes: Buffer) {
  return cache.put(key, { path: await stageWhole(cache, bytes) });
}

/** What a renderer leaves. */
async function stageWhole(cache: RenditionCache, bytes: Buffer): Promise<string> {
  const path = cache.stagingPath();
  await writeFile(path, Buffer.concat([bytes, trailerOf(bytes)]));
  return path;
}

export async function read(cache: RenditionCache, key: RenditionKey): Promise<Buffer | undefined> {
  const rendition = await cache.get(key);
  return rendition && buffer(await rendition.open());
}

/** Dropped between `get` and `open` is as good as absent. */
async function readIfThere(cache: RenditionCache, key: RenditionKey): Promise<Buffer | undefined> {
  return read(cache, key).catch((error) => {
    expect(error).toMatchObject({ code: 'not_found' });
    return undefined;
  });
}
