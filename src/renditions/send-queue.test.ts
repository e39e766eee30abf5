import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createSendQueue } from './send-queue.ts';

/** Sends that end when told. */
function makeQueue(options: { concurrency: number; maxWaiting: number }) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const queue = createSendQueue({
    ...options,
    send: (key) => {
      begun.push(key);
      return new Promise((resolve) => ends.set(key, resolve));
    },
  });
  return { queue, begun, end: (key: string) => ends.get(key)?.() };
}

describe('the queue of what is to be sent', () => {
  it('sends so many at once, each once, and the others as places become free', async () => {
    const { queue, begun, end } = makeQueue({ concurrency: 2, maxWaiting: 10 });
    for (const key of ['a', 'b', 'c', 'c', 'd']) queue.add(key);
    expect(begun).toEqual(['a', 'b']);
    end('a');
    await setImmediate();
    expect(begun).toEqual(['a', 'b', 'c']);
    end('b');
    await setImmediate();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('forgets what is too much', async () => {
    const { queue, begun, end } = makeQueue({ concurrency: 1, maxWaiting: 1 });
    for (const key of ['a', 'b', 'c']) queue.add(key);
    end('a');
    await setImmediate();
    end('b');
    await setImmediate();
    expect(begun).toEqual(['a', 'b']);
  });

  it('sends nothing of what is forgotten, once it says so', async () => {
    const { queue, begun, end } = makeQueue({ concurrency: 1, maxWaiting: 10 });
    for (const key of ['a', 'b', 'c']) queue.add(key);
    let isForgotten = false;
    const forgetting = queue
      .forget((key) => key !== 'c')
      .then(() => {
        isForgotten = true;
      });
    await setImmediate();
    expect(isForgotten).toBe(false);
    end('a');
    await forgetting;
    await setImmediate();
    expect(begun).toEqual(['a', 'c']);
  });
});
