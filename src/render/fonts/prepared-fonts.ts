import { utimesSync } from 'node:fs';
import { join } from 'node:path';

/** Font files made ready, and what was left of making them: beside fontconfig's index. */
export function preparedFolder(fontCacheFolder: string): string {
  return join(fontCacheFolder, 'prepared');
}

export function preparedPath(fontCacheFolder: string, family: string): string {
  return join(preparedFolder(fontCacheFolder), `${family}.otf`);
}

/** The time of a file says when it was used. False: it is not there, and has to be made. */
export function noteUse(fontFile: string): boolean {
  const now = new Date();
  try {
    utimesSync(fontFile, now, now);
    return true;
  } catch {
    return false;
  }
}
