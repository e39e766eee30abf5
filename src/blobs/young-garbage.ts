import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * The chunks of an upload lie outside V8's heap, and V8 collects them late: a fast upload piles up 50 to 80 MB of dead
 * chunks. A collection of the young generation after every 16 MiB takes half a millisecond and holds a 2-GB upload
 * below 32 MB. There is one heap in a process, hence one count for all uploads.
 */
const collectEveryBytes = 16 * 1024 * 1024;

let bytesSinceCollection = 0;
let collect: NodeJS.GCFunction | undefined;

/** Tells that chunks of so many bytes were used and let go. */
export function noteGarbage(bytes: number): void {
  bytesSinceCollection += bytes;
  if (bytesSinceCollection < collectEveryBytes) return;
  bytesSinceCollection = 0;
  collect ??= exposeCollector();
  collect({ type: 'minor' });
}

/** V8 puts `gc` into contexts that are made while the flag is set: into this one only. */
function exposeCollector(): NodeJS.GCFunction {
  setFlagsFromString('--expose-gc');
  const collector: NodeJS.GCFunction = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return collector;
}
