import type { Rendition } from '../domain/rendition.ts';
import type { Fetched } from './make-rendition.ts';

/** The whole of it, for those who hand it on. */
export async function readRendition(fetched: Rendition | Fetched): Promise<Buffer> {
  const rendition = 'rendition' in fetched ? fetched.rendition : fetched;
  if (rendition.bytes !== undefined) return rendition.bytes;
  const chunks: Buffer[] = [];
  for await (const chunk of await rendition.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
