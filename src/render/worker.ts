import sharp from 'sharp';
import { MediaError } from '../domain/errors.ts';
import { createLayerMemory } from './image/layer-memory.ts';
import { measure } from './image/measure.ts';
import { renderToFile } from './image/render-to-file.ts';
import { limitLoaders } from './limit-loaders.ts';
import type { WorkerLimits } from './limits.ts';
import {
  ready,
  type Task,
  type TaskValues,
  type WorkError,
  type WorkReply,
  type WorkRequest,
} from './messages.ts';
import { probe } from './probe/probe.ts';
import { yieldToServer } from './yield-to-server.ts';

/** Entry of a worker process: one request after the other, each answered once. */
const limits = {
  ...(JSON.parse(process.argv[2] ?? '') as WorkerLimits),
  /** Beside the hundred megabytes that a worker holds anyway. */
  layerMemory: createLayerMemory({ maxBytes: 16 * 1024 * 1024 }),
};

limitLoaders();
yieldToServer();
// Nothing is asked for twice in one worker; parallelism comes from the number of workers.
sharp.cache(false);
sharp.concurrency(1);

process.on('message', (request: WorkRequest) => void reply(request));
// The server is gone. `exit` would wait for a decoder that may never end.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.send?.(ready);

async function reply({ id, task }: WorkRequest): Promise<void> {
  const outcome = await perform(task).then(
    (value) => ({ value }),
    (error) => ({ error: describe(error) }),
  );
  const message: WorkReply = { id, rssBytes: process.memoryUsage.rss(), ...outcome };
  process.send?.(message);
}

function perform(task: Task): Promise<TaskValues[Task['kind']]> {
  switch (task.kind) {
    case 'render':
      return renderToFile(task.job, limits);
    case 'measure':
      return measure(task.job, limits);
    case 'probe':
      return probe(task.path, task.name, limits, task.depth);
  }
}

function describe(error: unknown): WorkError {
  if (!(error instanceof MediaError)) return { message: String(error) };
  const { code, message, reason } = error;
  return reason === undefined ? { code, message } : { code, message, reason };
}
