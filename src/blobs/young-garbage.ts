import { pipeline, type Readable, Transform } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * The chunks of an upload, and those of a body that comes from a bucket, lie outside V8's heap, and V8 collects them late:
 * a fast upload piles up 50 to 80 MB of dead chunks. A collection of the young generation after every 16 MiB takes half a
 * millisecond and holds a 2-GB upload below 32 MB. There is one heap in a process, hence one count for everything.
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

/** The same bytes, each chunk noted when it is passed on. Destroyed together with `source`. */
export function noteGarbageOf(source: Readable): Readable {
  const noting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      noteGarbage(chunk.length);
      done(null, chunk);
    },
  });
  // What goes wrong reaches whoever reads, who is the one to be told.
  return pipeline(source, noting, () => {});
}

/** V8 puts `gc` into contexts that are made while the flag is set: into this one only. */
function exposeCollector(): NodeJS.GCFunction {
  setFlagsFromString('--expose-gc');
  const collector: NodeJS.GCFunction = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return collector;
}
