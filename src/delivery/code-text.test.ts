import { writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { trailerOf } from '../domain/file-trailer.ts';
import { createMemoryRenditionCache } from '../renditions/memory-rendition-cache.ts';
import { type CodeRequest, createCodeText } from './code-text.ts';
import type { Body } from './delivered.ts';

const renditions = createMemoryRenditionCache({ maxBytes: 100_000 });
afterEach(() => renditions.clear());

const codeText = createCodeText({
  renditions,
  writeRendition: (path, bytes) => writeFile(path, [bytes, trailerOf(bytes)]),
  settings: { compressMaxBytes: 10_000 },
});
const never = () => new AbortController().signal;
const bytes = Buffer.from('salt and silver '.repeat(100));
const text: Body = {
  contentType: 'text/plain',
  sizeBytes: bytes.length,
  tier: 'new',
  isNew: true,
  bytes,
  open: () => Promise.reject(new Error('It is in memory')),
};

const requestFor = (open: CodeRequest['open']): CodeRequest => ({
  key: '0'.repeat(64),
  coding: 'gzip',
  contentType: 'text/plain',
  open,
});

it('is refused to the one who may not have it, and to nobody who asks at the same time', async () => {
  const answers = await Promise.allSettled([
    codeText(
      requestFor(() => Promise.reject(new Error('spent'))),
      never,
    ),
    codeText(
      requestFor(async () => text),
      never,
    ),
    codeText(
      requestFor(() => Promise.reject(new Error('spent'))),
      never,
    ),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
});

it('is compressed once for all who ask at the same time', async () => {
  const bodies = await Promise.all(
    [1, 2, 3].map(() =>
      codeText(
        requestFor(async () => text),
        never,
      ),
    ),
  );
  const [first] = bodies;
  expect(gunzipSync(first?.bytes ?? Buffer.alloc(0))).toEqual(bytes);
  expect(new Set(bodies.map((body) => body.bytes)).size).toBe(1);
});
