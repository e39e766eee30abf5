import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { makePlan, render } from './coordinates.contract.ts';
import { createJudge } from './look/judge.ts';

const tile = { width: 1000, height: 700 };
const size = { width: 2000, height: 1400 };
const photographs = ['black-canyon', 'dust-bowl-home', 'airplane-from-above', 'nagasaki-boats'];
let jpeg: Buffer;
let whole: Buffer;

/** Photographs in their own size, side by side: as sharp as what cameras make. */
beforeAll(async () => {
  const tiles = photographs.map((name) =>
    sharp(new URL(`../../../demo/photographs/${name}.jpg`, import.meta.url).pathname)
      .resize({ ...tile, fit: 'cover' })
      .png({ compressionLevel: 1 })
      .toBuffer(),
  );
  const mosaic = sharp(await Promise.all(tiles), { join: { across: 2 } });
  jpeg = await mosaic.jpeg({ quality: 90 }).toBuffer();
  whole = await sharp(jpeg).png({ compressionLevel: 1 }).toBuffer();
});

/** docs/decisions/0037; 90 is where nobody sees a difference. */
describe('a print of a JPEG', () => {
  it.each([1.5, 2, 2.9, 3, 3.4, 3.6, 4, 5, 5.2, 6, 8, 9, 10, 12, 15.9, 16.2, 18, 20])(
    'looks as if all of it had been decoded, %f times as small',
    async (ratio) => {
      const target = { width: Math.round(size.width / ratio), height: Math.round(size.height / ratio) };
      const plan = makePlan({ format: 'jpeg', ...size }, [{ kind: 'resize', ...target }], { format: 'png' });
      const judge = await createJudge(sharp(whole).resize({ ...target, fit: 'fill', kernel: 'lanczos3' }));
      expect(await judge(await render(jpeg, plan))).toBeGreaterThan(90);
    },
  );
});
