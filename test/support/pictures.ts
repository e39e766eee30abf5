import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { repository } from './program.ts';

/** One of the free photographs of the package. */
export function readPhotograph(name = 'coffee.jpg'): Promise<Buffer> {
  return readFile(join(repository, 'demo/photographs', name));
}

/** Blue everywhere in a picture of coordinates: what has another blue was not there before. */
export const markBlue = 128;

/**
 * A picture whose pixels say where they are: red grows from 0 at the left to 255 at the right, green from 0 at the top
 * to 255 at the bottom. Wherever a pixel ends up, its colour tells where it came from.
 */
export function drawCoordinates(width: number, height: number): Sharp {
  const data = Buffer.alloc(width * height * 3, markBlue);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const start = (y * width + x) * 3;
      data[start] = Math.round((255 * x) / Math.max(1, width - 1));
      data[start + 1] = Math.round((255 * y) / Math.max(1, height - 1));
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

export function drawPlain(width: number, height: number, colour: string): Sharp {
  return sharp({ create: { width, height, channels: 3, background: colour } });
}

/** The right half is there, the left half is transparent. */
export async function drawHalfTransparent(width: number, height: number): Promise<Sharp> {
  const right = await drawCoordinates(width / 2, height)
    .png()
    .toBuffer();
  return sharp({
    create: { width, height, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  }).composite([{ input: right, left: width / 2, top: 0 }]);
}

/** A plain picture of `colour` with a uniform white frame. */
export function drawFramed(inner: { width: number; height: number }, frame: number, colour: string): Sharp {
  const sides = { top: frame, bottom: frame, left: frame, right: frame };
  return drawPlain(inner.width, inner.height, colour).extend({ ...sides, background: 'white' });
}

/** Three frames in three hues, a tenth of a second each. */
export async function drawAnimation(format: 'gif' | 'webp', width = 60, height = 40): Promise<Buffer> {
  const frames = await Promise.all(
    [0, 120, 240].map((hue) => drawCoordinates(width, height).modulate({ hue }).png().toBuffer()),
  );
  const animated = sharp(frames, { join: { animated: true } });
  return animated.toFormat(format, { delay: [100, 100, 100], loop: 0 }).toBuffer();
}

/** How the upright picture must be stored so that EXIF orientation `n` shows it upright; sharp mirrors first. */
const stored: Readonly<Record<number, (upright: Sharp) => Sharp>> = {
  1: (upright) => upright,
  2: (upright) => upright.flop(),
  3: (upright) => upright.rotate(180),
  4: (upright) => upright.flip(),
  5: (upright) => upright.rotate(270).flop(),
  6: (upright) => upright.rotate(270),
  7: (upright) => upright.rotate(90).flop(),
  8: (upright) => upright.rotate(90),
};

export const orientations = Object.keys(stored).map(Number);

/** A picture of coordinates as a camera stores it that was held in one of eight ways. */
export async function photographHeld(orientation: number, width = 120, height = 80): Promise<Buffer> {
  const upright = await drawCoordinates(width, height).png().toBuffer();
  const turned = await stored[orientation]?.(sharp(upright)).png().toBuffer();
  return sharp(turned)
    .withMetadata({ orientation })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

export const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 158 33"><rect width="158" height="33" fill="#0a0"/></svg>';
export const hostileDrawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" onload="alert(1)"><script>alert(2)</script></svg>';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha. */
  at(x: number, y: number): readonly [number, number, number, number];
}

export async function readPixels(bytes: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return {
    width,
    height,
    at: (x, y) => {
      const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray((y * width + x) * 4);
      return [red, green, blue, alpha];
    },
  };
}

/** What the bytes are, by themselves: format, size, frames. */
export async function describe(bytes: Buffer) {
  const { format, mediaType, width, height, pages = 1, pageHeight, hasAlpha } = await sharp(bytes).metadata();
  // libvips calls AVIF by the name of its container.
  const name = mediaType === 'image/avif' ? 'avif' : format;
  return { format: name, width, height: pageHeight ?? height, frames: pages, hasAlpha };
}
