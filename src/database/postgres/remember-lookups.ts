import { LRUCache } from 'lru-cache';
import type { FileRepository } from '../../domain/database.ts';
import type { MediaFile } from '../../domain/media-file.ts';
import { charactersOf, keptCharacters, toMediaFile } from '../map-version.ts';
import type { DeliveryLookup } from './delivery-lookup.ts';
import type { Changes } from './watch-changes.ts';

/** What somebody changes in the tables by hand is said to nobody: it shows after this. */
const longestMs = 60_000;

interface Remembered {
  readonly file: MediaFile;
  readonly asOf: number;
}

/**
 * As long as nothing was written, what was found is still so; any write, whatever it was and on whichever node, makes
 * everything be looked up again. What is absent is never kept.
 */
export function rememberLookups(
  lookUp: DeliveryLookup,
  changes: Pick<Changes, 'state'>,
): FileRepository['findForDelivery'] {
  const remembered = new LRUCache<string, Remembered>({ maxSize: keptCharacters, ttl: longestMs });
  return (path, token) => {
    const key = token === undefined ? path : `${path}\0${token}`;
    const asOf = changes.state();
    const known = asOf === undefined ? undefined : remembered.get(key);
    if (known !== undefined && known.asOf === asOf) return known.file;
    return lookUpAgain(key, asOf);

    async function lookUpAgain(as: string, state: number | undefined): Promise<MediaFile | undefined> {
      const row = await lookUp(path, token);
      if (row === undefined) return undefined;
      const file = toMediaFile(row);
      if (state !== undefined) remembered.set(as, { file, asOf: state }, { size: charactersOf(row) });
      return file;
    }
  };
}
