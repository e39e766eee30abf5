import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { compress } from 'wawoff2';
import { usualPool } from '../pool-options.contract.ts';
import { checkOpens } from './check-opens.ts';
import { useOwnFonts } from './own-fonts.contract.ts';
import { prepareFont } from './prepare-font.ts';
import { parseSfnt, type Sfnt, writeSfnt } from './sfnt.ts';

useOwnFonts();
const folder = await mkdtemp(join(tmpdir(), 'prepare-font-'));
afterAll(() => rm(folder, { recursive: true }));

const limits = { maxFontBytes: 1_000_000, fontCacheFolder: folder };
const lobster = await readFile(join(usualPool.fontsFolder, 'Lobster_400Regular.ttf'));
const tables = sfntOf(lobster);
const woff2 = Buffer.from(await compress(lobster));

let files = 0;
async function prepare(bytes: Uint8Array, changed: Partial<typeof limits> = {}) {
  const path = join(folder, `font-${++files}`);
  await writeFile(path, bytes);
  return await prepareFont(path, { ...limits, ...changed });
}

function sfntOf(bytes: Buffer): Sfnt {
  const sfnt = parseSfnt(bytes);
  if (sfnt === undefined) throw new Error('Not a font');
  return sfnt;
}

/** WOFF 1.0, with whatever length a table is said to have. */
function makeWoff({ flavour, tables }: Sfnt, lengthOf = (table: Buffer) => table.length): Buffer {
  const header = Buffer.alloc(44 + tables.size * 20);
  header.write('wOFF', 'latin1');
  flavour.copy(header, 4);
  header.writeUInt16BE(tables.size, 12);
  const parts: Buffer[] = [header];
  let offset = header.length;
  for (const [tag, table] of tables) {
    const packed = deflateSync(table);
    const stored = packed.length < table.length ? packed : table;
    const entry = 44 + (parts.length - 1) * 20;
    header.write(tag, entry, 'latin1');
    header.writeUInt32BE(offset, entry + 4);
    header.writeUInt32BE(stored.length, entry + 8);
    header.writeUInt32BE(lengthOf(table), entry + 12);
    parts.push(stored);
    offset += stored.length;
  }
  return Buffer.concat(parts);
}

describe('a font file', () => {
  it.each([
    ['TrueType', lobster],
    ['WOFF', makeWoff(tables)],
    ['WOFF2', woff2],
  ])('as %s can be opened, under a name of its own', async (_, bytes) => {
    const font = await prepare(bytes);
    await checkOpens(font);
    const name = sfntOf(await readFile(font.fontFile)).tables.get('name');
    expect(
      name
        ?.subarray(6 + 4 * 12)
        .swap16()
        .toString('utf16le'),
    ).toContain(font.family);
  });

  it('is made ready once for its content, wherever it lies', async () => {
    const first = await prepare(lobster);
    expect(await prepare(lobster)).toEqual(first);
    expect((await prepare(makeWoff(tables))).family).not.toBe(first.family);
  });

  it('loses glyphs that are drawings: one parser less for strangers', async () => {
    const drawn = writeSfnt({
      ...tables,
      tables: new Map([...tables.tables, ['SVG ', Buffer.from('<svg/>')]]),
    });
    const { fontFile } = await prepare(drawn);
    expect([...sfntOf(await readFile(fontFile)).tables.keys()]).not.toContain('SVG ');
  });
});

describe('refuses as no font', () => {
  const without = (tag: string) => new Map([...tables.tables].filter(([own]) => own !== tag));
  const outside = Buffer.from(lobster);
  outside.writeUInt32BE(0xfffffff0, 12 + 8);
  const boastful = Buffer.from(woff2);
  boastful.writeUInt32BE(2 ** 31, 16);

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('body { font-family: Lobster }')],
    ['a collection of fonts', Buffer.concat([Buffer.from('ttcf'), lobster])],
    ['a directory that is cut off', lobster.subarray(0, 40)],
    ['a file that is cut off', lobster.subarray(0, 5000)],
    ['a table outside of the file', outside],
    ['a font without characters', writeSfnt({ ...tables, tables: without('cmap') })],
    ['a WOFF that is cut off', makeWoff(tables).subarray(0, 5000)],
    ['a WOFF that unpacks to more than is allowed', makeWoff(tables, () => 2 ** 31)],
    [
      'a WOFF whose tables are longer than they say',
      makeWoff(tables, (table) => Math.floor(table.length / 2) + 1),
    ],
    ['a WOFF of noise', Buffer.concat([makeWoff(tables).subarray(0, 300), Buffer.alloc(200_000, 7)])],
    ['a WOFF2 that is cut off', woff2.subarray(0, 5000)],
    ['a WOFF2 that unpacks to more than is allowed', boastful],
    ['a WOFF2 of noise', Buffer.concat([woff2.subarray(0, 100), Buffer.alloc(woff2.length - 100, 7)])],
  ])('%s', async (_, bytes) => {
    await expect(prepare(bytes)).rejects.toMatchObject({
      code: 'invalid',
      reason: 'EINVALIDFONT - The font file cannot be read.',
    });
  });

  it('what has all tables and still cannot be opened', async () => {
    const blank = Buffer.alloc(tables.tables.get('head')?.length ?? 0);
    const font = await prepare(
      writeSfnt({ ...tables, tables: new Map([...tables.tables, ['head', blank]]) }),
    );
    await expect(checkOpens(font)).rejects.toMatchObject({ code: 'invalid' });
  });
});

it('refuses tables that together are too large, though they all lie in the same bytes', async () => {
  const twice = aliased(lobster, 300);
  expect(twice.length).toBeLessThan(limits.maxFontBytes);
  await expect(prepare(twice)).rejects.toMatchObject({
    code: 'invalid',
    reason: 'ELIMIT - A font has more than 1000000 bytes.',
  });
});

/** The font with so many tables more, all of which are the whole of it. */
function aliased(font: Buffer, count: number): Buffer {
  const { flavour, tables: own } = sfntOf(font);
  const names = Array.from({ length: count }, (_, index) => `x${String(index).padStart(3, '0')}`);
  const empty = new Map(names.map((name) => [name, Buffer.alloc(0)]));
  const written = writeSfnt({ flavour, tables: new Map([...own, ...empty]) });
  for (let entry = 12; entry < 12 + 16 * (own.size + count); entry += 16) {
    if (!written.toString('latin1', entry, entry + 4).startsWith('x')) continue;
    written.writeUInt32BE(0, entry + 8);
    written.writeUInt32BE(written.length, entry + 12);
  }
  return written;
}

it('refuses a font file that is too large, before it is read', async () => {
  await expect(prepare(lobster, { maxFontBytes: 1000 })).rejects.toMatchObject({
    code: 'invalid',
    reason: 'ELIMIT - A font has more than 1000 bytes.',
  });
});
