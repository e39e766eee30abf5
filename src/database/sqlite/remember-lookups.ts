import { LRUCache } from 'lru-cache';
import type { MediaFile } from '../../domain/media-file.ts';
import type { DeliveryLookup } from './delivery-lookup.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

const rememberedFiles = 4096;

/** How long a change by another process may go unseen. Our own are seen at once. */
const otherProcessMilliseconds = 100;

interface Remembered {
  readonly file: MediaFile;
  readonly asOf: number;
}

/**
 * A look-up takes locks in the log's index, which costs a hit a third of its time. As long as nothing was written, what
 * was found is still so; any write, whatever it was, makes everything be looked up again.
 */
export function rememberLookups(
  lookUp: DeliveryLookup,
  connections: { readonly writer: SqliteConnection; readonly reader: SqliteConnection },
): DeliveryLookup {
  const state = watchChanges(connections);
  const remembered = new LRUCache<string, Remembered>({ max: rememberedFiles });
  return (path, token) => {
    const key = token === undefined ? path : `${path}\0${token}`;
    const asOf = state();
    const known = remembered.get(key);
    if (known?.asOf === asOf) return known.file;
    const file = lookUp(path, token);
    if (file !== undefined) remembered.set(key, { file, asOf });
    return file;
  };
}

/** A number that is the same only while nothing changes. */
function watchChanges({
  writer,
  reader,
}: {
  writer: SqliteConnection;
  reader: SqliteConnection;
}): () => number {
  const dataVersion = reader.prepareOnce('pragma data_version');
  let executed = -1;
  let version: unknown;
  let lookedAt = 0;
  let state = 0;
  return () => {
    const now = performance.now();
    if (now - lookedAt > otherProcessMilliseconds) {
      lookedAt = now;
      const current = dataVersion.get()?.data_version;
      if (current !== version) state += 1;
      version = current;
    }
    if (executed !== writer.executed) state += 1;
    executed = writer.executed;
    return state;
  };
}
