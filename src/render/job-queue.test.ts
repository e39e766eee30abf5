import { describe, expect, it } from 'vitest';
import { createJobQueue, type JobQueueOptions, type Lane, type QueuedJob } from './job-queue.ts';

interface Named extends QueuedJob {
  readonly name: string;
}

function createQueue(options: Partial<JobQueueOptions> = {}) {
  const workersOf = { quick: 4, slow: 3, probe: 3 };
  return createJobQueue<Named>({ limit: 3, workersOf, maxPixels: 100, ...options });
}

const job = (name: string, lane: Lane = 'quick', pixels = 1): Named => ({ name, lane, pixels });

function fill(jobs: readonly Named[], options: Partial<JobQueueOptions> = {}) {
  const queue = createQueue(options);
  for (const one of jobs) queue.add(one);
  return queue;
}

/** Names in the order in which they begin, as far as nothing ends. */
function begun(queue: ReturnType<typeof createQueue>): string[] {
  const names: string[] = [];
  for (let next = queue.take(); next !== undefined; next = queue.take()) names.push(next.name);
  return names;
}

describe('a queue of jobs', () => {
  it('gives out the oldest first, and what was returned before that', () => {
    const queue = fill([job('a'), job('b'), job('c')]);
    const first = queue.take() ?? job('none');
    queue.release(first);
    queue.addFirst(first);
    expect(begun(queue)).toEqual(['a', 'b', 'c']);
  });

  it('forgets what nobody waits for', () => {
    const [a, b] = [job('a'), job('b')];
    const queue = fill([a, b]);
    queue.remove(a);
    expect([queue.size, begun(queue)]).toEqual([1, ['b']]);
  });

  it('lets no lane have more workers than it may', () => {
    const slow = ['a', 'b', 'c', 'd'].map((name) => job(name, 'slow'));
    const queue = fill(slow);
    expect(begun(queue)).toEqual(['a', 'b', 'c']);
    queue.add(job('quick'));
    expect(begun(queue)).toEqual(['quick']);
  });

  it('is full lane by lane', () => {
    const queue = fill(['a', 'b', 'c'].map((name) => job(name, 'slow')));
    expect([queue.isFull('slow'), queue.isFull('quick'), queue.isFull('probe')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('lets a lane without work go before one that has some', () => {
    const queue = fill([job('a'), job('b'), job('c', 'probe'), job('d', 'slow')]);
    expect(begun(queue)).toEqual(['a', 'c', 'd', 'b']);
  });
});

describe('the pixels in flight', () => {
  it('have a limit together', () => {
    const jobs = [job('a', 'quick', 60), job('b', 'quick', 60)];
    const queue = fill(jobs);
    expect([begun(queue), queue.pixelsInFlight, queue.size]).toEqual([['a'], 60, 1]);
    queue.release(jobs[0] ?? job('none'));
    expect([begun(queue), queue.pixelsInFlight, queue.size]).toEqual([['b'], 60, 0]);
  });

  it('may be more when a job is alone', () => {
    const huge = job('huge', 'quick', 500);
    const queue = fill([huge, job('small')]);
    expect(begun(queue)).toEqual(['huge']);
    queue.release(huge);
    expect(begun(queue)).toEqual(['small']);
  });

  it('leave room for small jobs beside a large one that waits for its own, and never make that one starve', () => {
    const [first, large] = [job('first', 'quick', 60), job('large', 'quick', 70)];
    const small = Array.from({ length: 6 }, (_, index) => job(`small ${index}`, 'quick', 15));
    const queue = fill([first, large, ...small], {
      limit: 100,
      workersOf: { quick: 100, slow: 1, probe: 1 },
    });
    // Two fit beside 60 and, later, beside 70.
    expect(begun(queue)).toEqual(['first', 'small 0', 'small 1']);
    queue.release(small[0] ?? first);
    expect(begun(queue)).toEqual(['small 2']);
    queue.release(first);
    expect(begun(queue)).toEqual(['large']);
    expect(queue.pixelsInFlight).toBe(100);
  });

  it('are free for others when the large job that waited for them has been given up', () => {
    const large = job('large', 'quick', 90);
    const queue = fill([job('first', 'quick', 50), large, job('third', 'quick', 40)]);
    expect(begun(queue)).toEqual(['first']);
    queue.remove(large);
    expect(begun(queue)).toEqual(['third']);
  });

  it('do not hold up what counts none', () => {
    const queue = fill([job('huge', 'quick', 100), job('large', 'quick', 100), job('look', 'probe', 0)]);
    expect(begun(queue)).toEqual(['huge', 'look']);
  });
});
