import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../domain/blob-store.ts';

const never = new AbortController().signal;
const bytes = Buffer.from('A calotype is a paper negative.');
const hash = sha256(bytes);
const absent = sha256('nobody uploaded this');
const mebibyte = 1024 * 1024;

/**
 * The promises of domain/blob-store.ts, kept by every implementation. One that tells ages in whole seconds says so: moments
 * that are to be told apart are then as far from each other.
 */
export function describeBlobStore(
  name: string,
  create: () => Promise<BlobStore>,
  { tickMilliseconds = 1 }: { readonly tickMilliseconds?: number } = {},
): void {
  const nextTick = () => untilLater(tickMilliseconds);
  describe(`${name}: a blob store`, () => {
    let store: BlobStore;

    beforeEach(async () => {
      store = await create();
    });

    it.each([
      ['nothing', Buffer.alloc(0)],
      ['a few bytes', bytes],
      ['exactly one mebibyte', Buffer.alloc(mebibyte, 7)],
      ['one byte more than two mebibytes', Buffer.alloc(2 * mebibyte + 1, 'calotype')],
    ])('keeps %s', async (_, content) => {
      const staged = await stage(store, content);
      expect(staged).toMatchObject({ hash: sha256(content), sizeBytes: content.length });
      expect(await readFile(staged.path)).toEqual(content);
      await staged.commit();
      expect(await buffer(await store.open(staged.hash))).toEqual(content);
    });

    it('puts chunks of any size together in order', async () => {
      const chunks = [1, 70_000, 3, mebibyte + 5, 2].map((length, index) => Buffer.alloc(length, index + 1));
      const staged = await store.stage(Readable.from(chunks), { maxBytes: 4 * mebibyte, signal: never });
      await staged.commit();
      expect(await buffer(await store.open(staged.hash))).toEqual(Buffer.concat(chunks));
    });

    it('shows nothing before the commit, and nothing after a discard', async () => {
      const staged = await stage(store);
      await expect(store.open(hash)).rejects.toMatchObject({ code: 'not_found' });
      await staged.discard();
      await staged.discard();
      await expect(store.open(hash)).rejects.toMatchObject({ code: 'not_found' });
      await expect(readFile(staged.path)).rejects.toThrow('ENOENT');
    });

    it('keeps a committed blob when it is discarded afterwards', async () => {
      const staged = await stage(store);
      await staged.commit();
      await staged.discard();
      expect(await buffer(await store.open(hash))).toEqual(bytes);
    });

    it('keeps the same bytes once, however often they come', async () => {
      const staged = await Promise.all([stage(store), stage(store), stage(store)]);
      await Promise.all(staged.map((each) => each.commit()));
      expect(await listed(store, new Date(Date.now() + 60_000))).toEqual([hash]);
      await Promise.all(staged.map((each) => expect(readFile(each.path)).rejects.toThrow('ENOENT')));
    });

    it('takes exactly maxBytes and refuses one more', async () => {
      const exact = await store.stage(Readable.from([bytes]), { maxBytes: bytes.length, signal: never });
      expect(exact.sizeBytes).toBe(bytes.length);
      const source = Readable.from([bytes, bytes]);
      await expect(
        store.stage(source, { maxBytes: bytes.length * 2 - 1, signal: never }),
      ).rejects.toMatchObject({
        code: 'too_large',
        message: 'Your request contains invalid file parameter. The file size exceeds limits.',
      });
      expect(source.destroyed).toBe(true);
    });

    it('does not read on once there are too many bytes', async () => {
      let read = 0;
      const endless = new Readable({
        read() {
          read += 65_536;
          this.push(Buffer.alloc(65_536));
        },
      });
      await expect(store.stage(endless, { maxBytes: mebibyte, signal: never })).rejects.toMatchObject({
        code: 'too_large',
      });
      expect(read).toBeLessThan(2 * mebibyte);
    });

    it('passes on what went wrong with the source, at whatever moment', async () => {
      const broken = new Error('The client went away.');
      const early = new Readable({ read() {} });
      const staging = store.stage(early, { maxBytes: mebibyte, signal: never });
      early.destroy(broken);
      await expect(staging).rejects.toBe(broken);

      const late = Readable.from(breaksAfter(bytes, broken));
      await expect(store.stage(late, { maxBytes: mebibyte, signal: never })).rejects.toBe(broken);
    });

    it('refuses a source that was cut off before', async () => {
      const gone = new Readable({ read() {} }).destroy();
      await expect(store.stage(gone, { maxBytes: mebibyte, signal: never })).rejects.toThrow();
    });

    it('stops when it is told to, with the reason that was given', async () => {
      const before = new Readable({ read() {} });
      const reason = new Error('Shutting down.');
      await expect(
        store.stage(before, { maxBytes: mebibyte, signal: AbortSignal.abort(reason) }),
      ).rejects.toBe(reason);
      expect(before.destroyed).toBe(true);

      const controller = new AbortController();
      const stalled = new Readable({ read() {} });
      stalled.push(bytes);
      const staging = store.stage(stalled, { maxBytes: mebibyte, signal: controller.signal });
      await setImmediate();
      controller.abort(reason);
      await expect(staging).rejects.toBe(reason);
      expect(stalled.destroyed).toBe(true);
    });

    it.each([
      ['the first byte', { start: 0, end: 0 }],
      ['a middle', { start: 2, end: 9 }],
      ['the last byte', { start: bytes.length - 1, end: bytes.length - 1 }],
      ['everything', { start: 0, end: bytes.length - 1 }],
    ])('opens a range: %s', async (_, range) => {
      await (await stage(store)).commit();
      expect(await buffer(await store.open(hash, range))).toEqual(bytes.subarray(range.start, range.end + 1));
    });

    it('gives a local file with the bytes', async () => {
      await (await stage(store)).commit();
      expect(await readFile(await store.localPath(hash, never))).toEqual(bytes);
    });

    it('says not_found for what is absent', async () => {
      await expect(store.open(absent)).rejects.toMatchObject({ code: 'not_found' });
      await expect(store.localPath(absent, never)).rejects.toMatchObject({ code: 'not_found' });
      await expect(store.delete(absent, { olderThan: later() })).resolves.toBeUndefined();
    });

    it('deletes', async () => {
      await (await stage(store)).commit();
      await store.delete(hash, { olderThan: later() });
      await expect(store.open(hash)).rejects.toMatchObject({ code: 'not_found' });
      expect(await listed(store, new Date(Date.now() + 60_000))).toEqual([]);
    });

    it('keeps a blob that was renewed since the moment it was listed by', async () => {
      await (await stage(store)).commit();
      const listedBy = await nextTick();
      await nextTick();
      await (await stage(store)).commit();
      await store.delete(hash, { olderThan: listedBy });
      expect(await buffer(await store.open(hash))).toEqual(bytes);
    });

    it('takes the same bytes again after they were deleted, even while they are', async () => {
      await (await stage(store)).commit();
      const again = await stage(store);
      await Promise.all([store.delete(hash, { olderThan: later() }), again.commit()]);
      expect(await buffer(await store.open(hash))).toEqual(bytes);
    });

    it('lists what was committed before a moment, and a commit renews the age', async () => {
      await (await stage(store)).commit();
      expect(await listed(store, new Date(Date.now() - 60_000))).toEqual([]);
      expect(await listed(store, new Date(Date.now() + 60_000))).toEqual([hash]);
      const moment = await nextTick();
      expect(await listed(store, moment)).toEqual([hash]);
      await nextTick();
      await (await stage(store)).commit();
      expect(await listed(store, moment)).toEqual([]);
    });

    it('lists nothing that is merely staged', async () => {
      await stage(store);
      expect(await listed(store, new Date(Date.now() + 60_000))).toEqual([]);
    });

    it.each(['../../../etc/passwd', '..', '', hash.toUpperCase(), `${hash}/..`, hash.slice(1), `${hash}\n`])(
      'lets no path in as a hash: %j',
      async (name) => {
        await expect(store.open(name)).rejects.toMatchObject({ code: 'invalid' });
        await expect(store.localPath(name, never)).rejects.toMatchObject({ code: 'invalid' });
        await expect(store.delete(name, { olderThan: later() })).rejects.toMatchObject({ code: 'invalid' });
      },
    );

    it('says that it can be reached', async () => {
      await expect(store.check(never)).resolves.toBeUndefined();
    });

    it('removes what a crash left behind, and keeps what was committed', async () => {
      await (await stage(store)).commit();
      const left = await stage(store, Buffer.from('half a picture'));
      await store.removeLeftovers();
      await expect(readFile(left.path)).rejects.toThrow('ENOENT');
      expect(await buffer(await store.open(hash))).toEqual(bytes);
      await (await stage(store, Buffer.from('the next one'))).commit();
    });
  });
}

function stage(store: BlobStore, content: Buffer = bytes) {
  return store.stage(Readable.from([content], { objectMode: false }), {
    maxBytes: 4 * mebibyte,
    signal: never,
  });
}

async function listed(store: BlobStore, before: Date): Promise<string[]> {
  return Readable.from(store.listOlderThan(before)).toArray();
}

async function* breaksAfter(chunk: Buffer, error: Error) {
  yield chunk;
  throw error;
}

/** Waits until the clock has moved by so much, so that two moments can be told apart. */
async function untilLater(milliseconds: number): Promise<Date> {
  const start = Date.now();
  while (Date.now() < start + milliseconds) await setTimeout(milliseconds);
  return new Date();
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function later(): Date {
  return new Date(Date.now() + 60_000);
}
