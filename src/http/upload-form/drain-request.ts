import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';

export interface DrainLimits {
  readonly maxBytes: number;
  readonly idleMs: number;
}

/** More than any upload may have, its base64 form included. */
const generous: DrainLimits = { maxBytes: 4 * 1024 ** 3, idleMs: 60_000 };

/**
 * Reads and forgets the rest of a body. A browser reads the answer only once it has sent everything: answered before,
 * it reports a network error in place of our message (spec auth-errors-limits §8). Never rejects; a client that sends
 * without end, or nothing any more, is cut off.
 */
export function drainRequest(request: IncomingMessage, limits: DrainLimits = generous): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let drained = 0;
    const idle = setTimeout(() => request.destroy(), limits.idleMs);
    finished(request, () => {
      clearTimeout(idle);
      resolve();
    });
    request.on('data', (chunk: Buffer) => {
      idle.refresh();
      drained += chunk.length;
      if (drained > limits.maxBytes) request.destroy();
    });
    request.resume();
  });
}
