import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { MediaError } from '../../domain/errors.ts';
import { noteUse, preparedPath } from './prepared-fonts.ts';
import { renameFamily } from './rename-family.ts';
import { parseSfnt, type Sfnt, writeSfnt } from './sfnt.ts';
import { parseWoff } from './woff.ts';
import { parseWoff2 } from './woff2.ts';

export interface FontLimits {
  /** Largest font file, packed or unpacked. */
  readonly maxFontBytes: number;
  readonly fontCacheFolder: string;
}

/** A font file as fontconfig can load it: under a name that no other has, so that this very face is found. */
export interface PreparedFont {
  readonly family: string;
  readonly fontFile: string;
}

/** Throws MediaError invalid when the file is no font. The prepared file stays for a while: it is named by what is in it. */
export async function prepareFont(path: string, limits: FontLimits): Promise<PreparedFont> {
  const { maxFontBytes, fontCacheFolder } = limits;
  if (statSync(path).size > maxFontBytes) throw tooLarge(maxFontBytes);
  const bytes = readFileSync(path);
  const family = `calotype-${createHash('sha256').update(bytes).digest('hex')}`;
  const fontFile = preparedPath(fontCacheFolder, family);
  if (!noteUse(fontFile)) writeWhole(fontFile, await prepare(bytes, family, maxFontBytes));
  return { family, fontFile };
}

async function prepare(bytes: Buffer, family: string, maxBytes: number): Promise<Buffer> {
  const sfnt = await unpack(bytes, maxBytes).catch((cause) => {
    throw notAFont(cause);
  });
  if (sfnt === undefined || !requiredTables.every((tag) => sfnt.tables.has(tag))) throw notAFont();
  // A directory of a few hundred bytes can name the same megabytes as table after table.
  if (bytesOf(sfnt) > maxBytes) throw tooLarge(maxBytes);
  return writeSfnt(renameFamily(withoutDrawings(sfnt), family));
}

async function unpack(bytes: Buffer, maxBytes: number): Promise<Sfnt | undefined> {
  return parseSfnt(bytes) ?? parseWoff(bytes, maxBytes) ?? (await parseWoff2(bytes, maxBytes));
}

function bytesOf({ tables }: Sfnt): number {
  return [...tables.values()].reduce((sum, table) => sum + table.length, 0);
}

const requiredTables = ['cmap', 'head', 'hhea', 'hmtx', 'maxp'];

/** Glyphs as SVG would bring in one more parser for what strangers upload. */
function withoutDrawings(sfnt: Sfnt): Sfnt {
  return { ...sfnt, tables: new Map([...sfnt.tables].filter(([tag]) => tag !== 'SVG ')) };
}

/** Other workers may be writing the same font, or reading it. */
function writeWhole(path: string, bytes: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${randomUUID()}`;
  writeFileSync(beside, bytes);
  renameSync(beside, path);
}

export function notAFont(cause?: unknown): MediaError {
  return refused('EINVALIDFONT - The font file cannot be read.', cause);
}

function tooLarge(maxBytes: number): MediaError {
  return refused(`ELIMIT - A font has more than ${maxBytes} bytes.`);
}

function refused(reason: string, cause?: unknown): MediaError {
  return new MediaError('invalid', 'Bad Request', { reason, cause });
}
