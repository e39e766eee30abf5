import { opendir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes what is in `folder`, and keeps the folder. */
export async function emptyFolder(folder: string): Promise<void> {
  for await (const { name } of await opendir(folder)) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
