import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What an interrupted upload or print may have left, wherever such things are kept. */
export async function listLeftovers(dataFolder: string): Promise<string[]> {
  const folders = [join(dataFolder, 'blobs/temporary'), join(dataFolder, 'renditions/staging')];
  return (await Promise.all(folders.map((folder) => readdir(folder)))).flat();
}
