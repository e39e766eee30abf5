import { readdir } from 'node:fs/promises';
import sharp, { type CreateRaw, type Sharp } from 'sharp';
import { likeness, lookAt, type Pixels } from '../src/render/image/look/look.ts';

/**
 * How prints from proxies look beside prints from the original of 50 megapixels, decoded in full, by SSIMULACRA 2. The original is a
 * mosaic of the package's photographs. Prints a table in Markdown (docs/decisions/0033).
 *
 *   node scripts/measure-proxies.ts
 */
const tile = { width: 960, height: 640 };
const tilesAcross = 9;
/** Widths of the proxies of a million and of a quarter of a million pixels. */
const [largeWidth, smallWidth] = [1225, 612];
const ratios = [1.1, 1.25, 1.5, 1.75, 2, 3, 5];

sharp.cache(false);
sharp.concurrency(1);

interface Original {
  readonly data: Buffer;
  readonly raw: CreateRaw;
}

async function makeMosaic(): Promise<Original> {
  const folder = new URL('../demo/photographs/', import.meta.url);
  const names = (await readdir(folder)).toSorted();
  const tiles = await Promise.all(
    Array.from({ length: tilesAcross ** 2 }, (_, index) =>
      sharp(new URL(names[index % names.length] ?? '', folder).pathname)
        .resize({ ...tile, fit: 'cover' })
        .png({ compressionLevel: 0 })
        .toBuffer(),
    ),
  );
  const mosaic = sharp(tiles, { join: { across: tilesAcross } }).removeAlpha();
  const { data, info } = await mosaic.raw().toBuffer({ resolveWithObject: true });
  return { data, raw: info };
}

function shrink(picture: Sharp, width: number): Sharp {
  const height = Math.round((width * tile.height) / tile.width);
  return picture.resize({ width, height, fit: 'fill', kernel: 'lanczos3' });
}

async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const { data, raw } = await makeMosaic();
const original = () => sharp(data, { raw, limitInputPixels: false });
const large = await shrink(original(), largeWidth).png().toBuffer();
const small = await shrink(sharp(large), smallWidth).png().toBuffer();

console.log(`| proxy | ${ratios.join(' | ')} |`);
console.log(`| --- | ${ratios.map(() => '--:').join(' | ')} |`);
for (const [name, proxy, proxyWidth] of [
  ['a million', large, largeWidth],
  ['a quarter, of that', small, smallWidth],
] as const) {
  const scores: string[] = [];
  for (const ratio of ratios) {
    const width = Math.round(proxyWidth / ratio);
    const whole = lookAt(await pixelsOf(shrink(original(), width)));
    scores.push(likeness(whole, lookAt(await pixelsOf(shrink(sharp(proxy), width)))).toFixed(1));
  }
  console.log(`| ${name} | ${scores.join(' | ')} |`);
}
