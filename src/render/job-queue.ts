/**
 * First come, first served, with a limit and lanes. A lane may hold only so many workers at once, so that a crowd of
 * slow jobs leaves a worker to the quick ones.
 */
export type Lane = 'quick' | 'slow' | 'probe';

export interface JobQueue<Job extends { readonly lane: Lane }> {
  /** The caller has looked at `isFull`. */
  add(job: Job): void;
  /** Back to the head of the line, however long it is: this job has waited its turn before. */
  addFirst(job: Job): void;
  /** The oldest job whose lane has a worker left. The worker is taken until `release`. */
  take(): Job | undefined;
  release(job: Job): void;
  /** A job that nobody waits for any more. */
  remove(job: Job): void;
  readonly size: number;
  readonly isFull: boolean;
}

export function createJobQueue<Job extends { readonly lane: Lane }>(options: {
  readonly limit: number;
  readonly workersOf: Readonly<Record<Lane, number>>;
}): JobQueue<Job> {
  // A set keeps the order of arrival and forgets any member at once.
  const returned = new Set<Job>();
  const waiting = new Set<Job>();
  const running: Record<Lane, number> = { quick: 0, slow: 0, probe: 0 };

  const hasWorker = (lane: Lane) => running[lane] < options.workersOf[lane];

  function firstRunnable(): Job | undefined {
    if (!Object.keys(running).some((lane) => hasWorker(lane as Lane))) return undefined;
    return find(returned, (job) => hasWorker(job.lane)) ?? find(waiting, (job) => hasWorker(job.lane));
  }

  return {
    add: (job) => void waiting.add(job),
    addFirst: (job) => void returned.add(job),
    take() {
      const job = firstRunnable();
      if (job === undefined) return undefined;
      waiting.delete(job);
      returned.delete(job);
      running[job.lane] += 1;
      return job;
    },
    release(job) {
      running[job.lane] -= 1;
    },
    remove(job) {
      waiting.delete(job);
      returned.delete(job);
    },
    get size() {
      return waiting.size + returned.size;
    },
    get isFull() {
      return waiting.size >= options.limit;
    },
  };
}

function find<Value>(values: Iterable<Value>, matches: (value: Value) => boolean): Value | undefined {
  for (const value of values) if (matches(value)) return value;
  return undefined;
}
