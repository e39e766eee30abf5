import type { FileRepository, FolderEntry } from '../../domain/database.ts';
import { MediaError } from '../../domain/errors.ts';
import type { FileId } from '../../domain/ids.ts';
import type { MediaFile } from '../../domain/media-file.ts';

/** Of files that go to a folder: those whose names are free there, and those that meet a file. */
export function splitRivals(entries: readonly FolderEntry[]) {
  const free: FolderEntry[] = [];
  const rivals: Rival[] = [];
  for (const { rival, ...entry } of entries) {
    if (rival === undefined) free.push(entry);
    else rivals.push({ ...entry, rival });
  }
  return { free, rivals };
}

type Rival = FolderEntry & { readonly rival: FileId };

/** Each with the file that it meets. Returns how many could not go. */
export async function meetRivals(
  files: FileRepository,
  rivals: readonly Rival[],
  meet: (source: MediaFile, existing: MediaFile) => Promise<void>,
): Promise<number> {
  let skipped = 0;
  for (const { id, rival } of rivals) {
    const [source, existing] = [await files.find(id), await files.find(rival)];
    if (source === undefined || existing === undefined) continue;
    skipped += await unlessRefused(meet(source, existing));
    // SQLite works on this very thread, and a file may have a hundred versions.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return skipped;
}

/** How many could not go: 1 when this one would have more versions than a file may have, and stays as it is. */
async function unlessRefused(going: Promise<void>): Promise<0 | 1> {
  try {
    await going;
    return 0;
  } catch (error) {
    if (error instanceof MediaError && error.reason === 'VERSION_LIMIT_EXCEEDED') return 1;
    throw error;
  }
}
