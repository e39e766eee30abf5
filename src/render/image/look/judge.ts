import sharp, { type Sharp } from 'sharp';
import type { Box } from '../../../domain/plan.ts';
import { likeness, lookAt, type Pixels } from './look.ts';

/** How much an encoded picture looks like the one it was made of, on the scale of SSIMULACRA 2. */
export type Judge = (encoded: Buffer) => Promise<number>;

export async function createJudge(original: Sharp): Promise<Judge> {
  const pixels = await readOpaque(original);
  const windows = windowsOf(pixels).map((box) => ({ box, look: lookAt(cut(pixels, box)) }));
  return async (encoded) => {
    const judged = await readOpaque(sharp(encoded, { limitInputPixels: false }));
    const scores = windows.map(({ box, look }) => likeness(look, lookAt(cut(judged, box))));
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  };
}

/** Over grey, where neither light nor dark edges disappear. */
async function readOpaque(picture: Sharp): Promise<Pixels> {
  const coloured = picture.flatten({ background: '#808080' }).toColourspace('srgb');
  const { data, info } = await coloured.raw().toBuffer({ resolveWithObject: true });
  if (info.channels === 3) return { data, width: info.width, height: info.height };
  const grey = await sharp(data, { raw: info }).toColourspace('srgb').raw().toBuffer();
  return { data: grey, width: info.width, height: info.height };
}

/** A look takes a tenth of a second and forty bytes for each pixel of these: enough to judge a large picture by. */
const wholePixels = 400_000;
const windowSide = 320;

/** The whole of a small picture; of a large one a window in each quarter. */
function windowsOf({ width, height }: Pixels): Box[] {
  if (width * height <= wholePixels) return [{ left: 0, top: 0, width, height }];
  const [across, down] = [Math.min(windowSide, width), Math.min(windowSide, height)];
  const start = (side: number, window: number, share: number) =>
    Math.max(0, Math.min(side - window, Math.round(side * share - window / 2)));
  return [0.25, 0.75].flatMap((x) =>
    [0.25, 0.75].map((y) => ({
      left: start(width, across, x),
      top: start(height, down, y),
      width: across,
      height: down,
    })),
  );
}

function cut({ data, width }: Pixels, box: Box): Pixels {
  const rowBytes = box.width * 3;
  const part = new Uint8Array(rowBytes * box.height);
  for (let y = 0; y < box.height; y += 1) {
    const start = ((box.top + y) * width + box.left) * 3;
    part.set(data.subarray(start, start + rowBytes), y * rowBytes);
  }
  return { data: part, width: box.width, height: box.height };
}
