import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { readPhotograph } from '../test/support/pictures.ts';

export interface SourcePicture {
  readonly name: string;
  readonly path: string;
  readonly bytes: Buffer;
}

const photographs = [
  'black-canyon.jpg',
  'dust-bowl-home.jpg',
  'hubble-deep-field.jpg',
  'airplane-from-above.jpg',
];
export const sourceSize = { width: 2040, height: 1356 };

/** Photographs of nearly three megapixels in `format`, with a grain that gives them the weight of real ones. */
export async function makeSources(folder: string, format: 'jpeg' | 'png' | 'webp'): Promise<SourcePicture[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    photographs.map(async (photograph) => {
      const name = photograph.replace(/jpg$/, format);
      const path = join(folder, name);
      const large = await sharp(await readPhotograph(photograph))
        .resize({ ...sourceSize, fit: 'cover' })
        .toBuffer();
      await writeFile(
        path,
        await sharp(large)
          .composite([await grain()])
          // Sharp gives a PNG with a quality a palette, which no photograph has.
          .toFormat(format, format === 'png' ? {} : { quality: 88 })
          .toBuffer(),
      );
      return { name, path, bytes: await readFile(path) };
    }),
  );
}

async function grain() {
  const noise = { type: 'gaussian', mean: 128, sigma: 10 } as const;
  const input = await sharp({ create: { ...sourceSize, channels: 3, background: '#808080', noise } })
    .png()
    .toBuffer();
  return { input, blend: 'soft-light' } as const;
}
