import { writeFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { trailerOf } from '../domain/file-trailer.ts';
import type { Renderer } from '../domain/renderer.ts';
import type { RenditionCache } from '../domain/rendition.ts';
import { makePlan } from '../render/image/coordinates.contract.ts';
import { createMemoryRenditionCache } from '../renditions/memory-rendition-cache.ts';
import { createRenditions } from './make-rendition.ts';

const request = {
  key: '0'.repeat(64),
  plan: makePlan({ format: 'png', width: 10, height: 10 }, []),
  contentHashes: ['1'.repeat(64)],
};
const never = () => new AbortController().signal;
const open: RenditionCache[] = [];

afterEach(async () => {
  for (const cache of open.splice(0)) await cache.close();
});

/** A renderer that waits for the word, behind a cache that has to be waited for. */
function createSubject() {
  const cache = createMemoryRenditionCache({ maxBytes: 1000 });
  open.push(cache);
  const word = Promise.withResolvers<void>();
  const counts = { asked: 0, rendered: 0 };
  const slow = async (key: string) => {
    counts.asked += 1;
    await setImmediate();
    return cache.get(key);
  };
  const renderer: Pick<Renderer, 'render' | 'measure' | 'checkRoom'> = {
    async render({ targetPath }) {
      counts.rendered += 1;
      await word.promise;
      const bytes = Buffer.from('print');
      await writeFile(targetPath, [bytes, trailerOf(bytes)]);
      return { sizeBytes: bytes.length, width: 10, height: 10 };
    },
    checkRoom() {},
    measure: () => Promise.reject(new Error('Nothing is measured here')),
  };
  const renditions = createRenditions({
    blobs: { localPath: async () => 'source' },
    renditions: { ...cache, get: slow },
    renderer,
  });
  return { renditions, counts, render: word.resolve };
}

function createSpending(budget: number) {
  let left = budget;
  return {
    spend() {
      if (left === 0) throw new Error('spent');
      left -= 1;
    },
    left: () => left,
  };
}

describe('a rendition that is nowhere', () => {
  it('is looked for once, and made once, for all who ask meanwhile', async () => {
    const { renditions, counts, render } = createSubject();
    const first = renditions.get(request, never);
    await expect.poll(() => counts.rendered).toBe(1);
    const late = renditions.get(request, never);
    render();
    await Promise.all([first, late]);
    expect(counts).toEqual({ asked: 1, rendered: 1 });
  });

  it('is looked for once where there is a budget, too', async () => {
    const { renditions, counts, render } = createSubject();
    render();
    const { spend, left } = createSpending(5);
    await renditions.get(request, never, spend);
    expect([counts, left()]).toEqual([{ asked: 1, rendered: 1 }, 4]);
  });

  it('costs the first of a crowd, and nobody who joins', async () => {
    const { renditions, counts, render } = createSubject();
    const purse = createSpending(1);
    const empty = createSpending(0);
    const crowd = [purse, empty, empty].map(({ spend }) => renditions.get(request, never, spend));
    await expect.poll(() => counts.rendered).toBe(1);
    crowd.push(renditions.get(request, never, empty.spend));
    render();
    await Promise.all(crowd);
    expect([counts, purse.left()]).toEqual([{ asked: 1, rendered: 1 }, 0]);
  });

  it('is refused to whoever has nothing left, and to no other', async () => {
    const { renditions, render } = createSubject();
    render();
    const [poor, rich] = [createSpending(0), createSpending(1)].map(({ spend }) =>
      renditions.get(request, never, spend),
    );
    await expect(poor).rejects.toThrow('spent');
    await expect(rich).resolves.toMatchObject({ isNew: true });
  });
});
