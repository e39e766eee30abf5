import sharp, { type Sharp } from 'sharp';
import { withColours } from './colour-channels.ts';
import type { RawPicture } from './picture.ts';

/**
 * Frames are carried from pass to pass as bare pixels: no file that libvips writes quickly holds frames and metadata both.
 * So at the end they are laid over a picture of the source that has everything else, as often as there are frames.
 */
export async function keepBesideMotion(
  stack: RawPicture,
  source: Sharp,
  keepMore: (pipeline: Sharp) => Sharp,
): Promise<Sharp> {
  const { data, width, height, channels, frames } = withColours(stack);
  const still = keepMore(source.resize(width, height, { fit: 'fill', kernel: 'nearest' }));
  const carrier = await still.png({ compressionLevel: 1 }).toBuffer();
  const options = { limitInputPixels: false };
  const carriers =
    frames === 1
      ? sharp(carrier, options)
      : sharp(
          Array.from({ length: frames }, () => carrier),
          { ...options, join: { animated: true } },
        );
  const raw = { width, height: height * frames, channels };
  const covered = carriers.composite([{ input: data, raw, blend: 'source' }]);
  return channels === 3 ? covered.removeAlpha() : covered;
}
