/**
 * First come, first served, in lanes. A lane may hold only so many workers at once, so that a crowd of slow jobs leaves a
 * worker to the quick ones, and has a line of its own, so that a crowd in one lane neither fills nor holds up the others.
 */
export type Lane = 'quick' | 'slow' | 'probe';

export const lanes: readonly Lane[] = ['quick', 'slow', 'probe'];

export interface QueuedJob {
  readonly lane: Lane;
  /** What it holds at once: the pixels of all running jobs have a limit together. */
  readonly pixels: number;
}

export interface JobQueue<Job extends QueuedJob> {
  /** The caller has looked at `isFull`. */
  add(job: Job): void;
  /** Back to the head of the line, however long it is: this job has waited its turn before. */
  addFirst(job: Job): void;
  /**
   * The next job for which there are a worker and pixels, of the lane with the fewest at work. Both are taken until
   * `release`. A job alone may have more pixels than the limit.
   */
  take(): Job | undefined;
  release(job: Job): void;
  /** A job that nobody waits for any more. */
  remove(job: Job): void;
  isFull(lane: Lane): boolean;
  waitingIn(lane: Lane): number;
  runningIn(lane: Lane): number;
  readonly size: number;
  readonly pixelsInFlight: number;
}

export interface JobQueueOptions {
  /** Of each lane. */
  readonly limit: number;
  readonly workersOf: Readonly<Record<Lane, number>>;
  readonly maxPixels: number;
}

interface Line<Job> {
  readonly returned: Set<Job>;
  /** With the number of their arrival. A map keeps the order and forgets any member at once. */
  readonly waiting: Map<Job, number>;
  running: number;
}

export function createJobQueue<Job extends QueuedJob>({
  limit,
  workersOf,
  maxPixels,
}: JobQueueOptions): JobQueue<Job> {
  const makeLine = (): Line<Job> => ({ returned: new Set(), waiting: new Map(), running: 0 });
  const lines: Readonly<Record<Lane, Line<Job>>> = {
    quick: makeLine(),
    slow: makeLine(),
    probe: makeLine(),
  };
  let arrivals = 0;
  let pixelsInFlight = 0;
  /** Its turn has come, its pixels have not. Others may pass it with what it leaves of the limit, so it never starves. */
  let held: Job | undefined;
  const passing = new Set<Job>();

  const hasWorker = (lane: Lane) => lines[lane].running < workersOf[lane];
  const fits = ({ pixels }: Job) => pixelsInFlight === 0 || pixelsInFlight + pixels <= maxPixels;
  const mayPass = (job: Job, { pixels }: Job) =>
    job.pixels === 0 || sumPixels(passing) + job.pixels + pixels <= maxPixels;
  const waitingIn = (lane: Lane) =>
    lines[lane].returned.size + lines[lane].waiting.size + (held?.lane === lane ? 1 : 0);

  function heads(): Job[] {
    const open = lanes.filter(hasWorker);
    const inTurn = open.toSorted(
      (a, b) => lines[a].running - lines[b].running || arrivalOf(lines[a]) - arrivalOf(lines[b]),
    );
    return inTurn.flatMap((lane) => headOf(lines[lane]) ?? []);
  }

  function takeFrom(job: Job): void {
    lines[job.lane].returned.delete(job);
    lines[job.lane].waiting.delete(job);
    if (held === job) held = undefined;
  }

  function begin(job: Job): Job {
    if (job === held) passing.clear();
    else if (held !== undefined) passing.add(job);
    takeFrom(job);
    lines[job.lane].running += 1;
    pixelsInFlight += job.pixels;
    return job;
  }

  return {
    add(job) {
      arrivals += 1;
      lines[job.lane].waiting.set(job, arrivals);
    },
    addFirst: (job) => void lines[job.lane].returned.add(job),
    take() {
      if (held !== undefined && hasWorker(held.lane) && fits(held)) return begin(held);
      if (held === undefined) {
        const [first] = heads();
        if (first === undefined || fits(first)) return first && begin(first);
        takeFrom(first);
        held = first;
      }
      const large = held;
      const beside = heads().find((job) => fits(job) && mayPass(job, large));
      return beside && begin(beside);
    },
    release(job) {
      lines[job.lane].running -= 1;
      pixelsInFlight -= job.pixels;
      passing.delete(job);
    },
    remove(job) {
      if (held === job) passing.clear();
      takeFrom(job);
    },
    isFull: (lane) => waitingIn(lane) >= limit,
    waitingIn,
    runningIn: (lane) => lines[lane].running,
    get size() {
      return lanes.reduce((sum, lane) => sum + waitingIn(lane), 0);
    },
    get pixelsInFlight() {
      return pixelsInFlight;
    },
  };
}

function headOf<Job>({ returned, waiting }: Line<Job>): Job | undefined {
  return returned.values().next().value ?? waiting.keys().next().value;
}

/** What was returned has waited before anybody else. */
function arrivalOf<Job>({ returned, waiting }: Line<Job>): number {
  return returned.size > 0 ? 0 : (waiting.values().next().value ?? Number.POSITIVE_INFINITY);
}

function sumPixels(jobs: Iterable<QueuedJob>): number {
  let sum = 0;
  for (const { pixels } of jobs) sum += pixels;
  return sum;
}
