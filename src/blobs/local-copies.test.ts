import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blobPath } from './blob-path.ts';
import { type LocalCopies, openLocalCopies } from './local-copies.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calotype-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('local copies', () => {
  it('are taken over, found, and forgotten', async () => {
    const copies = open();
    const hash = await keep(copies, 'a');
    expect(await readFile((await copies.find(hash)) ?? '', 'utf8')).toBe(contentOf('a'));
    await copies.remove(hash);
    expect(await copies.find(hash)).toBeUndefined();
    expect(await names()).toEqual([]);
  });

  it('drop the least recently used beyond the limit; being found is a use', async () => {
    const copies = open({ maxBytes: 3500 });
    const [a, b, c] = [await keep(copies, 'a'), await keep(copies, 'b'), await keep(copies, 'c')];
    await nextMillisecond();
    await copies.find(a);
    await nextMillisecond();
    const d = await keep(copies, 'd');
    await copies.settled();
    expect(await names()).toEqual([a, c, d].sort());
    expect(await copies.find(b)).toBeUndefined();
  });

  it('stay while somebody may be about to open them, whatever the limit', async () => {
    const copies = open({ maxBytes: 0, inUseMilliseconds: 60_000 });
    const hash = await keep(copies, 'a');
    await copies.settled();
    expect(await copies.find(hash)).toBeDefined();
  });

  it('go when they are no longer in use, though nobody asks any more', async () => {
    const copies = open({ maxBytes: 0, inUseMilliseconds: 50 });
    await keep(copies, 'a');
    await expect.poll(names).toEqual([]);
  });

  it('outlive the process, with the order of their use', async () => {
    const before = open();
    const [a, b, c] = [await keep(before, 'a'), await keep(before, 'b'), await keep(before, 'c')];
    for (const [index, hash] of [b, a, c].entries()) {
      await utimes(blobPath(folder, hash), index + 1, index + 1);
    }
    const after = open({ maxBytes: 2500 });
    await after.settled();
    expect(await names()).toEqual([a, c].sort());
    expect(await readFile((await after.find(c)) ?? '', 'utf8')).toBe(contentOf('c'));
  });

  it.each([
    ['shorter', (path: string) => truncate(path, 10)],
    ['of other bytes', (path: string) => writeFile(path, 'x'.repeat(1000))],
    ['gone', (path: string) => rm(path)],
  ])('are not believed when they are %s after a crash', async (_, damage) => {
    const hash = await keep(open(), 'a');
    await damage(blobPath(folder, hash));
    expect(await open().find(hash)).toBeUndefined();
    expect(await names()).toEqual([]);
  });

  it('are absent when somebody has removed them meanwhile', async () => {
    const copies = open();
    const hash = await keep(copies, 'a');
    await rm(blobPath(folder, hash));
    expect(await copies.find(hash)).toBeUndefined();
  });
});

function open(options: { maxBytes?: number; inUseMilliseconds?: number } = {}): LocalCopies {
  return openLocalCopies({ folder, maxBytes: 1_000_000, inUseMilliseconds: 0, ...options });
}

function contentOf(name: string): string {
  return name.repeat(1000);
}

async function keep(copies: LocalCopies, name: string): Promise<string> {
  const path = join(folder, `downloaded-${name}`);
  await writeFile(path, contentOf(name));
  const hash = createHash('sha256').update(contentOf(name)).digest('hex');
  await copies.keep(hash, path);
  await nextMillisecond();
  return hash;
}

async function nextMillisecond(): Promise<void> {
  const start = Date.now();
  while (Date.now() <= start) await new Promise((resolve) => setImmediate(resolve));
}

async function names(): Promise<string[]> {
  const all = await readdir(folder, { recursive: true });
  return all.flatMap((name) => /[0-9a-f]{64}$/.exec(name)?.[0] ?? []).sort();
}
