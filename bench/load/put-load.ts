import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** At this pace; absent: as fast as answers come. */
  readonly requestsPerSecond?: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly medianMilliseconds: number;
  readonly p99Milliseconds: number;
}

/** From a thread of its own. */
export async function putLoad(load: Load): Promise<LoadResult> {
  const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData: load });
  const [result] = (await once(worker, 'message')) as [LoadResult];
  return result;
}
