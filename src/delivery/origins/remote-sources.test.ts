import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryBlobStore } from '../../blobs/memory-blob-store.ts';
import { MediaError } from '../../domain/errors.ts';
import type { OriginId } from '../../domain/ids.ts';
import { type OriginAnswer, type OriginRequest, originFailed } from '../../domain/origin.ts';
import type { SourceStore } from '../../domain/source-store.ts';
import { createSourceStore } from '../../sources/source-store.ts';
import type { AttachedOrigin } from './endpoints.ts';
import { createRemoteSources, type RemoteRequest, type RemoteSources } from './remote-sources.ts';

const settings = {
  originFreshSeconds: 100,
  originStaleSeconds: 1000,
  originMissingSeconds: 10,
  originDownloads: 2,
  originTimeoutSeconds: 20,
  maxOriginBytes: 1000,
  maxPixels: 100,
  maxInputBytes: 500,
};

let now: Date;
let store: SourceStore;
let sources: RemoteSources;
let asked: OriginRequest[];
let failures: unknown[];
let answer: (request: OriginRequest) => OriginAnswer | Promise<OriginAnswer>;

beforeEach(async () => {
  now = new Date('2026-03-01T12:00:00Z');
  [asked, failures] = [[], []];
  const clock = { now: () => now };
  const onFailure = (error: unknown) => void failures.push(error);
  const bytes = createMemoryBlobStore();
  store = await createSourceStore({ bytes, indexPath: ':memory:', maxBytes: 10_000, clock, onFailure });
  const probe = async () => ({ mime: 'text/plain', kind: 'raw' }) as const;
  sources = createRemoteSources({ store, prober: { probe }, clock, settings, onFailure });
});
afterEach(async () => {
  await sources.stop();
  await store.close();
});

const origin: AttachedOrigin = {
  id: 'o1' as OriginId,
  setup: 's',
  forwardsHost: false,
  isCopied: false,
  async open(_path, request) {
    asked.push(request);
    return await answer(request);
  },
};

const find = (more: Partial<RemoteRequest> = {}) =>
  sources.find(origin, {
    path: '/a.txt',
    host: undefined,
    obeysOrigin: false,
    isAnyWelcome: false,
    signal: () => new AbortController().signal,
    ...more,
  });

function file(body: string | Readable, more: object = {}): OriginAnswer {
  return {
    kind: 'file',
    body: typeof body === 'string' ? Readable.from([Buffer.from(body)]) : body,
    sizeBytes: undefined,
    validators: { etag: '"1"' },
    isPrivate: false,
    caching: {},
    ...more,
  };
}

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const bodyOf = async (source: Awaited<ReturnType<typeof find>>) =>
  source && text(await store.open(source.hash));
const unreachable = originFailed('UNIDENTIFIED', 'nobody there');

describe('a source that is kept', () => {
  beforeEach(async () => {
    answer = () => file('one');
    await find();
  });

  it('is used without asking as long as it is fresh', async () => {
    later(99);
    expect(await bodyOf(await find())).toBe('one');
    expect(asked).toHaveLength(1);
  });

  it('is used when it is stale, while it is asked for in the background, once', async () => {
    later(101);
    answer = () => file('two', { validators: { etag: '"2"' } });
    expect(await Promise.all([find(), find(), find()].map(async (found) => bodyOf(await found)))).toEqual([
      'one',
      'one',
      'one',
    ]);
    await vi.waitFor(async () => expect(await bodyOf(await find())).toBe('two'));
    expect(asked).toHaveLength(2);
    expect(asked[1]?.known).toEqual({ etag: '"1"' });
  });

  it('is fresh again when its origin says that nothing has changed', async () => {
    later(101);
    answer = () => ({ kind: 'unchanged', caching: {} });
    await find();
    await vi.waitFor(() => expect(store.list('o1' as OriginId, '/')[0]?.source.checkedAt).toEqual(now));
    later(99);
    expect(await bodyOf(await find())).toBe('one');
    expect(asked).toHaveLength(2);
  });

  it('is waited for when it is old', async () => {
    later(1101);
    answer = () => file('two');
    expect(await bodyOf(await find())).toBe('two');
  });

  it('outlives an origin that gives no answer, which is not asked at every turn', async () => {
    later(1101);
    answer = () => {
      throw unreachable;
    };
    expect(await bodyOf(await find())).toBe('one');
    expect(await bodyOf(await find())).toBe('one');
    expect([asked.length, failures]).toEqual([2, [unreachable]]);
    later(11);
    answer = () => file('two');
    expect(await bodyOf(await find())).toBe('two');
  });

  it('is gone when its origin says so', async () => {
    later(1101);
    answer = () => ({ kind: 'missing' });
    expect(await find()).toBeUndefined();
    expect(store.list('o1' as OriginId, '/')).toEqual([]);
  });

  it('is asked for anew when it was forgotten, without a word of what was known', async () => {
    sources.forget(store.list('o1' as OriginId, '/').map(({ place }) => place));
    answer = () => file('two');
    expect(await bodyOf(await find())).toBe('two');
    expect(asked[1]?.known).toBeUndefined();
  });
});

describe('where the word of the origin counts', () => {
  it('it is asked as often as it says', async () => {
    answer = () => file('one', { caching: { cacheControl: 'max-age=5' } });
    await find({ obeysOrigin: true });
    later(4);
    await find({ obeysOrigin: true });
    expect(asked).toHaveLength(1);
    later(2);
    answer = () => ({ kind: 'unchanged', caching: { cacheControl: 'max-age=50' } });
    await find({ obeysOrigin: true });
    later(49);
    await find({ obeysOrigin: true });
    expect(asked).toHaveLength(2);
  });

  it('what must be asked about does not outlive its origin', async () => {
    answer = () => file('one', { caching: { cacheControl: 'no-cache' } });
    await find({ obeysOrigin: true });
    answer = () => {
      throw unreachable;
    };
    await expect(find({ obeysOrigin: true })).rejects.toBe(unreachable);
  });
});

describe('what cannot be had', () => {
  it('is remembered for a while: missing', async () => {
    answer = () => ({ kind: 'missing' });
    expect([await find(), await find()]).toEqual([undefined, undefined]);
    expect(asked).toHaveLength(1);
    later(11);
    answer = () => file('now');
    expect(await bodyOf(await find())).toBe('now');
  });

  it('is remembered for a while: failing', async () => {
    answer = () => {
      throw unreachable;
    };
    await expect(find()).rejects.toBe(unreachable);
    await expect(find()).rejects.toBe(unreachable);
    expect(asked).toHaveLength(1);
  });

  it('is a mistake of ours when it is none of the origin: told of, and not remembered', async () => {
    const mistake = new TypeError('ours');
    answer = () => {
      throw mistake;
    };
    await expect(find()).rejects.toBe(mistake);
    answer = () => file('one');
    expect(await bodyOf(await find())).toBe('one');
    expect(failures).toEqual([mistake]);
  });

  it('is too large, with or without its word', async () => {
    for (const sizeBytes of [undefined, 1001]) {
      answer = () => file('x'.repeat(1001), { sizeBytes });
      await expect(find()).rejects.toMatchObject({
        code: 'invalid',
        reason: 'ELIMIT - The file has more than 1000 bytes',
      });
      later(11);
    }
  });

  it('is announced as too large', async () => {
    answer = () => {
      throw new MediaError('too_large', 'too large');
    };
    await expect(find()).rejects.toMatchObject({
      code: 'invalid',
      reason: 'ELIMIT - The file has more than 1000 bytes',
    });
  });

  it('is a picture that nothing can be made of: for whom that does not matter it is fetched whole', async () => {
    const gif = `GIF89a${String.fromCharCode(20, 0, 20, 0)}${'x'.repeat(100)}`;
    answer = () => file(gif);
    const refusal = { code: 'invalid', reason: 'ELIMIT - The image has more than 100 pixels' };
    await expect(find()).rejects.toMatchObject(refusal);
    await expect(find()).rejects.toMatchObject(refusal);
    expect(asked).toHaveLength(1);
    expect(await bodyOf(await find({ isAnyWelcome: true }))).toBe(gif);
    expect(failures).toEqual([]);
  });
});

describe('a crowd', () => {
  it('shares one download, which goes on when the first has left, and ends when all have', async () => {
    const body = new Readable({ read() {} });
    answer = () => file(body);
    const leaving = new AbortController();
    const first = find({ signal: () => leaving.signal });
    const others = [find(), find()];
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    leaving.abort(new Error('left'));
    await expect(first).rejects.toThrow('left');
    body.push('one');
    body.push(null);
    expect(await Promise.all(others.map(async (found) => bodyOf(await found)))).toEqual(['one', 'one']);
    expect(asked).toHaveLength(1);
  });

  it('that has left altogether ends the download, and is no failure', async () => {
    const body = new Readable({ read() {} });
    answer = () => file(body);
    const leaving = new AbortController();
    const both = [1, 2].map(() => find({ signal: () => leaving.signal }));
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    leaving.abort(new Error('left'));
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await vi.waitFor(() => expect(body.destroyed).toBe(true));
    expect(failures).toEqual([]);
    answer = () => file('one');
    expect(await bodyOf(await find())).toBe('one');
  });

  it('for many files takes turns', async () => {
    let open = 0;
    let most = 0;
    answer = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      return { kind: 'missing' };
    };
    await Promise.all(Array.from({ length: 9 }, (_, index) => find({ path: `/${index}` })));
    expect([most, asked.length]).toEqual([2, 9]);
  });
});
