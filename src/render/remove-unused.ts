import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { preparedFolder } from './fonts/prepared-fonts.ts';

export interface RenderFolders {
  readonly fontCacheFolder: string;
  readonly scratchFolder: string;
}

/** Making a font ready again takes some milliseconds. */
const fontMilliseconds = 24 * 3_600_000;
/** No job takes that long; and other nodes may be at work in the same folder. */
const scratchMilliseconds = 3_600_000;

/** Removes fonts that nobody has used of late, and what killed workers have left. What is needed again is made again. */
export async function removeUnused(folders: RenderFolders, now: Date): Promise<void> {
  await removeOld(preparedFolder(folders.fontCacheFolder), now.getTime() - fontMilliseconds);
  await removeOld(folders.scratchFolder, now.getTime() - scratchMilliseconds);
}

async function removeOld(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder).catch(noneIfAbsent)) {
    const path = join(folder, name);
    // Whoever else looks after the folder may have been here first.
    const stats = await stat(path).catch(() => undefined);
    if (stats !== undefined && stats.mtimeMs < before) await rm(path, { recursive: true, force: true });
  }
}

function noneIfAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
