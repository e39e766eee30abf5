import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ContentMark, markOfRendition, type RenditionKey } from '../domain/rendition.ts';
import { undefinedIfAbsent } from './if-absent.ts';
import { isRenditionKey, shelfOf } from './rendition-path.ts';

/** Names read at once: a shelf of thousands in a few turns of the event loop. */
const namesAtOnce = 1000;

/** Every rendition in `folder` of these pictures. Each shelf that may have one is read once, whatever the number of marks. */
export async function* findMadeFrom(
  folder: string,
  marks: ReadonlySet<ContentMark>,
  signal: AbortSignal,
): AsyncGenerator<RenditionKey> {
  for (const shelf of new Set([...marks].map(shelfOf))) {
    signal.throwIfAborted();
    const names = await undefinedIfAbsent(opendir(join(folder, shelf), { bufferSize: namesAtOnce }));
    if (names === undefined) continue;
    for await (const { name } of names) {
      if (isRenditionKey(name) && marks.has(markOfRendition(name))) yield name;
    }
  }
}
