import { readdir } from 'node:fs/promises';
import sharp, { type CreateRaw, type Sharp } from 'sharp';
import { likeness, lookAt, type Pixels } from '../src/render/image/look/look.ts';

/**
 * What reducing a JPEG while it is decoded does to the look of a small print, and what it saves: against full decoding and
 * lanczos3, by SSIMULACRA 2 (mean and worst) and CPU time. The sources are of the size that cameras make, and as
 * sharp: mosaics of the package's photographs in their own size. Prints a table in Markdown (docs/decisions/0037).
 *
 *   node scripts/measure-shrink.ts
 */
const tile = { width: 1000, height: 700 };
const tilesAcross = 3;
const mosaics = 4;
const ratios = [
  2.5, 3, 3.5, 3.7, 3.9, 4, 4.9, 5, 5.25, 5.5, 5.75, 6, 7, 8, 8.9, 9, 10, 12, 14, 15.9, 17, 18, 20, 22, 23.5,
  24,
];
/** Sharp's own choice, and one step less; where sharp has none, in two steps, as the server does it. */
const ways = [true, false] as const;

sharp.cache(false);
sharp.concurrency(1);

interface Measured {
  readonly score: number;
  readonly milliseconds: number;
}

async function readTiles(): Promise<Buffer[]> {
  const folder = new URL('../demo/photographs/', import.meta.url);
  const names = (await readdir(folder)).toSorted();
  return await Promise.all(
    names.map((name) =>
      sharp(new URL(name, folder).pathname)
        .resize({ ...tile, fit: 'cover' })
        .png()
        .toBuffer(),
    ),
  );
}

interface Source {
  readonly jpeg: Buffer;
  /** The same, decoded in full. */
  readonly whole: { readonly data: Buffer; readonly raw: CreateRaw };
}

/** Nine tiles each, begun with another one. */
async function makeSource(tiles: readonly Buffer[], index: number): Promise<Source> {
  const turned = [...tiles.slice(index * 3), ...tiles.slice(0, index * 3)].slice(0, tilesAcross ** 2);
  const jpeg = await sharp(turned, { join: { across: tilesAcross } })
    .jpeg({ quality: 90 })
    .toBuffer();
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  return { jpeg, whole: { data, raw: info } };
}

async function measure({ jpeg, whole }: Source, ratio: number, fastShrinkOnLoad: boolean): Promise<Measured> {
  const { width, height } = whole.raw;
  const size = { width: Math.round(width / ratio), height: Math.round(height / ratio) };
  const options = { ...size, fit: 'fill', kernel: 'lanczos3' } as const;
  const reference = await pixelsOf(sharp(whole.data, { raw: whole.raw }).resize(options));
  const before = process.cpuUsage();
  const print =
    ratio > 16 && !fastShrinkOnLoad
      ? await pixelsOf((await quartered(jpeg, whole.raw)).resize(options))
      : await pixelsOf(sharp(jpeg).resize({ ...options, fastShrinkOnLoad }));
  const { user, system } = process.cpuUsage(before);
  return { score: likeness(lookAt(reference), lookAt(print)), milliseconds: (user + system) / 1000 };
}

async function quartered(jpeg: Buffer, { width, height }: CreateRaw): Promise<Sharp> {
  const size = { width: Math.floor(width / 4), height: Math.floor(height / 4) };
  const { data, info } = await sharp(jpeg)
    .resize({ ...size, fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info });
}

async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.toColourspace('srgb').removeAlpha().raw().toBuffer({
    resolveWithObject: true,
  });
  return { data, width: info.width, height: info.height };
}

function cellsOf(measured: readonly Measured[]): string {
  const mean = (pick: (one: Measured) => number) =>
    measured.reduce((sum, one) => sum + pick(one), 0) / measured.length;
  const worst = Math.min(...measured.map(({ score }) => score));
  return `${mean(({ score }) => score).toFixed(1)} | ${worst.toFixed(1)} | ${mean(({ milliseconds }) => milliseconds).toFixed(0)}`;
}

const tiles = await readTiles();
const sources = await Promise.all(Array.from({ length: mosaics }, (_, index) => makeSource(tiles, index)));
console.log('| ratio | shrunk | worst | ms | one step less | worst | ms |');
console.log('| --: | --: | --: | --: | --: | --: | --: |');
for (const ratio of ratios) {
  const cells: string[] = [];
  for (const way of ways) {
    const measured = [];
    for (const source of sources) measured.push(await measure(source, ratio, way));
    cells.push(cellsOf(measured));
  }
  console.log(`| ${ratio} | ${cells.join(' | ')} |`);
}
