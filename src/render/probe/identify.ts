import { fileTypeFromFile } from 'file-type';
import type { MediaFacts, MediaKind } from '../../domain/media-facts.ts';
import { readHead } from '../read-head.ts';
import { headBytes, isSvg } from './svg-root.ts';
import { textTypeOf } from './text-types.ts';

const unknownType = 'application/octet-stream';

/** Type and kind by content; the name decides only between kinds of text (spec upload §5.4). */
export async function identify(path: string, name: string): Promise<MediaFacts> {
  const mime = await readType(path, name);
  return { mime, kind: kindOf(mime) };
}

async function readType(path: string, name: string): Promise<string> {
  const known = await typeByMagicNumber(path);
  if (known !== undefined && known !== 'application/xml') return known;
  const text = asText(await readHead(path, headBytes));
  if (text === undefined) return known ?? unknownType;
  if (isSvg(text)) return 'image/svg+xml';
  return textTypeOf(name) ?? known ?? unknownType;
}

async function typeByMagicNumber(path: string): Promise<string | undefined> {
  try {
    return (await fileTypeFromFile(path))?.mime;
  } catch {
    // Not a word about the file: a container that breaks off, a field that lies about its length.
    return undefined;
  }
}

/** Undefined for what is not UTF-8 text. The end may cut a character in two, which a stream forgives. */
function asText(head: Buffer): string | undefined {
  if (head.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return undefined;
  }
}

function kindOf(mime: string): MediaKind {
  const [family] = mime.split('/');
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'raw';
}
