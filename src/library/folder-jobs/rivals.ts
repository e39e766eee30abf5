import type { FolderEntry } from '../../domain/database.ts';
import { MediaError } from '../../domain/errors.ts';
import type { FileId } from '../../domain/ids.ts';

/** Of files that go to a folder: those whose names are free there, and those that meet a file. */
export function splitRivals(entries: readonly FolderEntry[]) {
  const free: FolderEntry[] = [];
  const rivals: (FolderEntry & { readonly rival: FileId })[] = [];
  for (const { rival, ...entry } of entries) {
    if (rival === undefined) free.push(entry);
    else rivals.push({ ...entry, rival });
  }
  return { free, rivals };
}

/** How many could not go: 1 when this one would have more versions than a file may have, and stays as it is. */
export async function unlessRefused(going: Promise<void>): Promise<0 | 1> {
  try {
    await going;
    return 0;
  } catch (error) {
    if (error instanceof MediaError && error.reason === 'VERSION_LIMIT_EXCEEDED') return 1;
    throw error;
  }
}
