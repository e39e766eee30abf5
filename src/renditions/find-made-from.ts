import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ContentMark, markOfRendition, type RenditionKey } from '../domain/rendition.ts';
import { undefinedIfAbsent } from './if-absent.ts';
import { isRenditionKey, shelfOf } from './rendition-path.ts';

export interface MadeFrom {
  readonly marks: ReadonlySet<ContentMark>;
  readonly signal: AbortSignal;
  /** The most keys of one piece. */
  readonly atOnce: number;
}

/** Names read at once: a shelf of thousands in a few turns of the event loop. */
const namesAtOnce = 1000;

/** Every rendition in `folder` of these pictures, piece by piece. Each shelf that may have one is read once, whatever the number of marks. */
export async function* findMadeFrom(folder: string, query: MadeFrom): AsyncGenerator<RenditionKey[]> {
  for (const shelf of new Set([...query.marks].map(shelfOf))) {
    yield* findOnShelf(join(folder, shelf), query);
  }
}

async function* findOnShelf(folder: string, { marks, signal, atOnce }: MadeFrom) {
  const names = await undefinedIfAbsent(opendir(folder, { bufferSize: namesAtOnce }));
  if (names === undefined) return;
  let piece: RenditionKey[] = [];
  for await (const { name } of names) {
    signal.throwIfAborted();
    if (!isRenditionKey(name) || !marks.has(markOfRendition(name))) continue;
    piece.push(name);
    if (piece.length < atOnce) continue;
    yield piece;
    piece = [];
  }
  yield piece;
}
