import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes `folder` and its parents where they are missing, so that a power cut cannot take a new one back. */
export async function makeDurableFolder(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true });
  if (firstMade !== undefined) await syncFolders(folder, dirname(firstMade));
}

/**
 * Makes the names in `folder` and in its parents up to `top` durable: fsync of a file does not promise that its name
 * is on disk (fsync(2)).
 */
export async function syncFolders(folder: string, top: string): Promise<void> {
  await syncToDisk(folder);
  if (folder !== top) await syncFolders(dirname(folder), top);
}

/** fsync of a file or a folder. */
export async function syncToDisk(path: string): Promise<void> {
  await using handle = await open(path, 'r');
  await handle.sync();
}
