import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RenditionKey } from '../domain/rendition.ts';
import { undefinedIfAbsent } from './if-absent.ts';
import { isRenditionKey } from './rendition-path.ts';

export interface FoundRendition {
  readonly key: RenditionKey;
  readonly fileBytes: number;
  readonly usedAt: number;
}

const shelf = /^[0-9a-f]{2}$/;

/** Everything in `folder`, least recently used first. Stops early, with what it has, when told to. */
export async function findRenditions(folder: string, signal: AbortSignal): Promise<FoundRendition[]> {
  const found: FoundRendition[] = [];
  for await (const { name } of await opendir(folder)) {
    if (signal.aborted) break;
    if (shelf.test(name)) found.push(...(await findOnShelf(join(folder, name), signal)));
  }
  return found.sort((one, other) => one.usedAt - other.usedAt);
}

/** Sorted shelf by shelf: merging sorted runs at the end is quick, and each sort is short. */
async function findOnShelf(folder: string, signal: AbortSignal): Promise<FoundRendition[]> {
  const found: FoundRendition[] = [];
  for await (const { name } of await opendir(folder)) {
    if (signal.aborted) break;
    if (!isRenditionKey(name)) continue;
    const stats = await undefinedIfAbsent(stat(join(folder, name)));
    if (stats !== undefined) found.push({ key: name, fileBytes: stats.size, usedAt: stats.mtimeMs });
  }
  return found.sort((one, other) => one.usedAt - other.usedAt);
}
