import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFileBlobStore } from '../blobs/file-blob-store.ts';
import type { OriginId } from '../domain/ids.ts';
import type { KeptSource, SourcePlace, SourceStore } from '../domain/source-store.ts';
import { createSourceStore } from './source-store.ts';

let folder: string;
let store: SourceStore;
let now: Date;
const { signal } = new AbortController();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-sources-'));
  now = new Date();
  store = await open();
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  await rm(folder, { recursive: true });
});

async function open(maxBytes = 1000): Promise<SourceStore> {
  return await createSourceStore({
    bytes: await createFileBlobStore({ folder: join(folder, 'bytes') }),
    indexPath: join(folder, 'index.db'),
    maxBytes,
    clock: { now: () => now },
    onFailure: (error) => {
      throw error;
    },
  });
}

const at = (path: string, more: Partial<SourcePlace> = {}): SourcePlace => ({
  originId: 'o1' as OriginId,
  setup: 's1',
  host: '',
  path,
  ...more,
});

const stage = (body: string | Buffer, lookAtHead = (_: Buffer) => 1_000_000) =>
  store.stage(Readable.from([Buffer.from(body)]), { signal, lookAtHead });

async function put(place: SourcePlace, body: string): Promise<KeptSource> {
  const staged = await stage(body);
  const source = { ...about, hash: staged.hash, sizeBytes: staged.sizeBytes };
  await store.put(place, source, staged);
  return source;
}

const about = {
  facts: { mime: 'text/plain', kind: 'raw' },
  isPrivate: false,
  validators: { etag: '"1"' },
  caching: { cacheControl: 'max-age=1' },
  createdAt: new Date(1000),
  checkedAt: new Date(2000),
} as const;

const read = async ({ hash }: Pick<KeptSource, 'hash'>) => text(await store.open(hash));

describe('a kept source', () => {
  it('is found where it was put, by origin, setup, host and path, and nowhere else', async () => {
    const source = await put(at('/a'), 'hello');
    expect(store.find(at('/a'))).toEqual(source);
    expect(await read(source)).toBe('hello');
    for (const other of [
      at('/A'),
      at('/a', { host: 'h' }),
      at('/a', { setup: 's2' }),
      at('/a', { originId: 'o2' as OriginId }),
    ])
      expect(store.find(other)).toBeUndefined();
  });

  it('is replaced, and better known, but not by what is said of other bytes', async () => {
    const first = await put(at('/a'), 'one');
    const second = await put(at('/a'), 'two');
    store.note(at('/a'), { ...first, isPrivate: true });
    expect(store.find(at('/a'))).toEqual(second);
    store.note(at('/a'), { ...second, isPrivate: true });
    expect(store.find(at('/a'))).toEqual({ ...second, isPrivate: true });
    store.note(at('/b'), second);
    expect(store.find(at('/b'))).toBeUndefined();
  });

  it('survives a restart', async () => {
    const source = await put(at('/a'), 'hello');
    await store.close();
    store = await open();
    expect(store.find(at('/a'))).toEqual(source);
    expect(await read(source)).toBe('hello');
    expect(store.sumSizes()).toBe(5);
  });

  it('is listed by what its path begins with, signs of SQL and all', async () => {
    for (const path of ['/a%/x', '/a_/x', '/a%/y', '/ä/x']) await put(at(path), path);
    const paths = (prefix: string) => store.list('o1' as OriginId, prefix).map(({ place }) => place.path);
    expect(paths('/a%/')).toEqual(['/a%/x', '/a%/y']);
    expect(paths('/ä')).toEqual(['/ä/x']);
    expect(paths('/')).toHaveLength(4);
    expect(store.list('o2' as OriginId, '/')).toEqual([]);
  });
});

describe('what is here', () => {
  it('counts equal bytes once, and keeps them as long as one place has them', async () => {
    const source = await put(at('/a'), 'hello');
    await put(at('/b'), 'hello');
    expect(store.sumSizes()).toBe(5);
    store.forget(at('/a'));
    expect([store.sumSizes(), store.has(source.hash)]).toEqual([5, true]);
    store.forget(at('/b'));
    expect(store.sumSizes()).toBe(0);
  });

  it('stays within its limit: what was used least recently goes first', async () => {
    const body = (name: string) => name.repeat(300);
    for (const name of ['a', 'b', 'c']) {
      now = new Date(now.getTime() + 1000);
      await put(at(`/${name}`), body(name));
    }
    now = new Date(now.getTime() + 1000);
    store.find(at('/a'));
    now = new Date(now.getTime() + 1000);
    await put(at('/d'), body('d'));
    expect(['/a', '/b', '/c', '/d'].filter((path) => store.find(at(path)))).toEqual(['/a', '/c', '/d']);
    expect(store.sumSizes()).toBe(900);
  });

  it('can still be read for a while by whoever was told of it, and then goes', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] });
    await store.close();
    store = await open();
    const source = await put(at('/a'), 'hello');
    store.forget(at('/a'));
    expect(store.find(at('/a'))).toBeUndefined();
    vi.advanceTimersByTime(60_000);
    expect(await read(source)).toBe('hello');
    now = new Date(now.getTime() + 130_000);
    vi.advanceTimersByTime(60_000);
    await vi.waitFor(() => expect(store.has(source.hash)).toBe(false));
    await vi.waitFor(async () => expect(await bytesOnDisk()).toEqual([]));
  });

  it('is not what a process that was killed had not finished', async () => {
    const staged = await stage('without a row');
    await staged.commit();
    await stage('half');
    await store.close();
    now = new Date(now.getTime() + 1000);
    store = await open();
    await vi.waitFor(async () => expect(await bytesOnDisk()).toEqual([]));
  });

  it('begins anew with an index that cannot be read', async () => {
    await put(at('/a'), 'hello');
    await store.close();
    for (const suffix of ['-wal', '-shm']) await rm(join(folder, `index.db${suffix}`), { force: true });
    await writeFile(join(folder, 'index.db'), 'this is no database'.repeat(100));
    store = await open();
    expect(store.find(at('/a'))).toBeUndefined();
    await put(at('/a'), 'again');
    expect(store.find(at('/a'))).toBeDefined();
  });
});

describe('a body', () => {
  const chunks = (count: number, size: number) =>
    Readable.from(Array.from({ length: count }, (_, index) => Buffer.alloc(size, String(index % 10))));

  it.each([
    ['nothing', 0, 1],
    ['a small one', 1, 100],
    ['one of exactly the head', 1, 32 * 1024],
    ['many small pieces', 500, 1000],
    ['few large pieces', 3, 100_000],
  ])('is shown by its head, and stays as it is: %s', async (_, count, size) => {
    const heads: number[] = [];
    const lookAtHead = (head: Buffer) => {
      heads.push(head.length);
      return 1_000_000;
    };
    const staged = await store.stage(chunks(count, size), { signal, lookAtHead });
    expect(staged.sizeBytes).toBe(count * size);
    expect(heads).toHaveLength(1);
    expect(heads[0]).toBeGreaterThanOrEqual(Math.min(count * size, 32 * 1024));
    await staged.discard();
  });

  it('is not read on when its head is refused', async () => {
    let pieces = 0;
    async function* body() {
      for (;;) {
        pieces += 1;
        yield Buffer.alloc(16 * 1024);
      }
    }
    const refusal = new Error('no');
    const source = Readable.from(body(), { objectMode: false, highWaterMark: 1 });
    const refuse = () => {
      throw refusal;
    };
    await expect(store.stage(source, { signal, lookAtHead: refuse })).rejects.toBe(refusal);
    expect(source.destroyed).toBe(true);
    expect(pieces).toBeLessThan(5);
  });

  it.each([
    [10, 11],
    [40_000, 40_001],
  ])('of more than %d bytes is too large', async (limit, size) => {
    const tooLarge = expect.objectContaining({ code: 'too_large' });
    await expect(stage(Buffer.alloc(size), () => limit)).rejects.toEqual(tooLarge);
    await (await stage(Buffer.alloc(limit), () => limit)).discard();
  });
});

async function bytesOnDisk(): Promise<string[]> {
  const found = await readdir(join(folder, 'bytes'), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}
