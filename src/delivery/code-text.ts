import type { Transform } from 'node:stream';
import {
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  createZstdCompress,
  gzip,
  zstdCompress,
} from 'node:zlib';
import type { ByteRange } from '../domain/blob-store.ts';
import { createCoalesce } from '../domain/coalesce.ts';
import type { Rendition, RenditionCache, RenditionKey } from '../domain/rendition.ts';
import type { ContentCoding } from './content-coding.ts';
import type { Body } from './delivered.ts';
import { createTakeTurns } from './take-turns.ts';

export interface CodeTextParts {
  readonly renditions: Pick<RenditionCache, 'get' | 'put' | 'discard' | 'stagingPath'>;
  /** Writes a file as the cache wants it, trailer included. */
  readonly writeRendition: (path: string, bytes: Buffer) => Promise<void>;
  readonly settings: { readonly compressMaxBytes: number };
}

export interface CodeRequest {
  readonly key: RenditionKey;
  readonly coding: ContentCoding;
  readonly contentType: string;
  /** The text as it is. */
  readonly open: (signal: () => AbortSignal) => Body | Promise<Body>;
}

/** A memory hit answers without a promise. */
export type CodeText = (request: CodeRequest, signal: () => AbortSignal) => Body | Promise<Body>;

/** Compression takes a core: not all of them. */
const atOnce = 2;

/** A text is compressed once, well, and kept like a rendition; one beyond the limit is compressed quickly as it flows. */
export function createCodeText({ renditions, writeRendition, settings }: CodeTextParts): CodeText {
  const share = createCoalesce<Body>();
  const takeTurn = createTakeTurns(atOnce);

  async function keep(key: RenditionKey, bytes: Buffer): Promise<Rendition> {
    const path = renditions.stagingPath();
    try {
      await writeRendition(path, bytes);
      return await renditions.put(key, { path, bytes });
    } catch (error) {
      await renditions.discard(path);
      throw error;
    }
  }

  async function make(request: CodeRequest, text: Body, signal: AbortSignal): Promise<Body> {
    if (text.sizeBytes === undefined || text.sizeBytes > settings.compressMaxBytes)
      return flowing(text, request);
    const bytes = await takeTurn(async () => compress[request.coding](await readWhole(text)), signal);
    return { ...bodyOf(await keep(request.key, bytes), request, 'new'), isNew: text.isNew };
  }

  /** The text is had by each caller for himself, who may be refused it: what another may have made is not ours to share. */
  async function findOrMake(
    request: CodeRequest,
    kept: Promise<Rendition | undefined> | undefined,
    signal: AbortSignal,
  ): Promise<Body> {
    const rendition = await kept;
    if (rendition !== undefined) return bodyOf(rendition, request, 'disk');
    const text = await request.open(() => signal);
    const work = async (shared: AbortSignal) => {
      // Another may have been done while this caller waited for the text.
      const done = await renditions.get(request.key);
      return done === undefined ? await make(request, text, shared) : bodyOf(done, request, 'disk');
    };
    return await share(request.key, work, signal);
  }

  return (request, signal) => {
    const kept = renditions.get(request.key);
    if (kept !== undefined && !(kept instanceof Promise)) return bodyOf(kept, request, 'memory');
    return findOrMake(request, kept, signal());
  };
}

function bodyOf(rendition: Rendition, { contentType, coding }: CodeRequest, tier: Body['tier']): Body {
  return {
    contentType,
    coding,
    sizeBytes: rendition.sizeBytes,
    isNew: false,
    tier,
    ...(rendition.bytes === undefined ? {} : { bytes: rendition.bytes }),
    open: (range?: ByteRange) => rendition.open(range),
  };
}

/** How many bytes it will have, nobody knows before the end. */
function flowing(text: Body, { contentType, coding }: CodeRequest): Body {
  return {
    contentType,
    coding,
    sizeBytes: undefined,
    isNew: text.isNew,
    tier: text.tier,
    open: async () => {
      const source = await text.open();
      const coder = coders[coding]();
      source.on('error', (error) => coder.destroy(error));
      coder.on('close', () => source.destroy());
      return source.pipe(coder);
    },
  };
}

async function readWhole(text: Body): Promise<Buffer> {
  if (text.bytes !== undefined) return text.bytes;
  const pieces: Buffer[] = [];
  for await (const piece of await text.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}

type Done = (error: Error | null, bytes: Buffer) => void;

/** On a thread of its own, as all of `node:zlib` with a callback. */
function finished(begin: (done: Done) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    begin((error, bytes) => (error === null ? resolve(bytes) : reject(error)));
  });
}

/** Once for everybody: near the best that each can do, short of what takes seconds. */
const compress: Record<ContentCoding, (bytes: Buffer) => Promise<Buffer>> = {
  br: (bytes) => finished((done) => brotliCompress(bytes, { params: wellDone(bytes.length) }, done)),
  zstd: (bytes) =>
    finished((done) => zstdCompress(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 12 } }, done)),
  gzip: (bytes) => finished((done) => gzip(bytes, { level: 9 }, done)),
};

function wellDone(sizeBytes: number): Record<number, number> {
  return {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: sizeBytes,
  };
}

/** For one client that waits: as fast as the line. */
const coders: Record<ContentCoding, () => Transform> = {
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  zstd: () => createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
  gzip: () => createGzip({ level: 5 }),
};
