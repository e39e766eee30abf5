import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBatchWriter } from './batch-writer.ts';

const batchBytes = 1024 * 1024;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-test-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('the batch writer', () => {
  it.each([
    ['nothing', []],
    ['one small chunk', [10]],
    ['exactly one batch', [batchBytes]],
    ['chunks that do not divide a batch', Array.from({ length: 40 }, () => 65_521)],
    ['a chunk of several batches between small ones', [3, 3 * batchBytes + 1, 5]],
  ])('writes every byte in order: %s', async (_, lengths) => {
    const chunks = lengths.map((length, index) => Buffer.alloc(length, index + 1));
    const path = join(folder, 'file');
    await using file = await open(path, 'wx');
    const writer = createBatchWriter(file);
    for (const chunk of chunks) await writer.write(chunk);
    await writer.end();
    expect(Buffer.concat(chunks).equals(await readFile(path))).toBe(true);
  });

  it('tells of a write that failed, at the latest in the end', async () => {
    const path = join(folder, 'file');
    await (await open(path, 'wx')).close();
    await using readOnly = await open(path, 'r');
    const writer = createBatchWriter(readOnly);
    await writer.write(Buffer.alloc(batchBytes));
    await expect(writer.end()).rejects.toMatchObject({ code: 'EBADF' });
  });
});
