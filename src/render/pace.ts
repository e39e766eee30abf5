import { type Lane, lanes } from './job-queue.ts';

/** How fast work has been lately, lane by lane. */
export interface Pace {
  note(lane: Lane, seconds: number): void;
  /** Until so many jobs have begun on so many workers; 0 when nothing is known. */
  secondsFor(lane: Lane, jobs: number, workers: number): number;
}

/**
 * The last twenty jobs or so tell. The first one alone tells little: a worker loads its decoders for it, and a crowd that comes
 * right after the start must not be refused for that.
 */
const weightOfLast = 0.1;

export function createPace(): Pace {
  const means = new Map<Lane, number>(lanes.map((lane) => [lane, 0]));
  return {
    note(lane, seconds) {
      const mean = means.get(lane) ?? 0;
      means.set(lane, mean + (seconds - mean) * weightOfLast);
    },
    secondsFor: (lane, jobs, workers) => ((means.get(lane) ?? 0) * jobs) / workers,
  };
}
