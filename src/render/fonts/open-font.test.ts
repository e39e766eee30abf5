import { copyFile, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { usualPool } from '../pool-options.contract.ts';
import { openFont } from './open-font.ts';
import { useOwnFonts } from './own-fonts.contract.ts';
import { parseSfnt, writeSfnt } from './sfnt.ts';

useOwnFonts();
const folder = await mkdtemp(join(tmpdir(), 'open-font-'));
afterAll(() => rm(folder, { recursive: true }));

const limits = { maxFontBytes: 1_000_000, fontCacheFolder: folder };
const lobster = join(usualPool.fontsFolder, 'Lobster_400Regular.ttf');

it('a font that cannot be opened leaves nothing behind', async () => {
  const sfnt = parseSfnt(await readFile(lobster));
  if (sfnt === undefined) throw new Error('Not a font');
  const blank = Buffer.alloc(sfnt.tables.get('head')?.length ?? 0);
  const path = join(folder, 'blank');
  await writeFile(path, writeSfnt({ ...sfnt, tables: new Map([...sfnt.tables, ['head', blank]]) }));
  await expect(openFont(path, limits)).rejects.toMatchObject({ code: 'invalid' });
  expect(await readdir(join(folder, 'prepared'))).toEqual([]);
});

it('a font that is used is known to be in use, and is made again when it was removed', async () => {
  const path = join(folder, 'lobster');
  await copyFile(lobster, path);
  const { fontFile } = await openFont(path, limits);
  const longAgo = new Date(2020, 1, 1);
  await utimes(fontFile, longAgo, longAgo);
  await openFont(path, limits);
  expect((await stat(fontFile)).mtime > longAgo).toBe(true);
  await rm(fontFile);
  expect(await openFont(path, limits)).toMatchObject({ fontFile });
  expect((await stat(fontFile)).size).toBeGreaterThan(0);
});
