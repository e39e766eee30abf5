import type { SourcePaths } from '../../../domain/renderer.ts';
import type { TextBox } from '../../../domain/text-box.ts';
import type { FontLimits } from '../../fonts/prepare-font.ts';
import type { RawPicture } from '../picture.ts';
import { drawInk } from './draw-ink.ts';
import { findFace } from './find-face.ts';
import { refuseHuge, refuseSize, type TextLimits } from './refuse-huge.ts';
import type { VipsPixels } from './vips-file.ts';

/** The text on transparent ground; of exactly the size that it is measured to have. */
export async function drawText(
  box: TextBox,
  sources: SourcePaths,
  limits: TextLimits & FontLimits,
): Promise<RawPicture> {
  const { wrapWidth = 1, sizePixels, lineHeight = 1 } = box;
  refuseSize({ width: Math.max(wrapWidth, sizePixels, lineHeight), height: 1 }, limits);
  if (!hasInk(box.text)) return transparent(wrapWidth, 1);
  const face = await findFace(box.font, sources, limits);
  await refuseHuge(box, face, limits);
  const ink = await drawInk(box, face);
  const picture = keepWidth(ink, box.wrapWidth ?? 0);
  refuseSize(picture, limits);
  return picture;
}

/** Spaces, marks of direction and the like leave nothing to be seen. */
function hasInk(text: string): boolean {
  return /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

/** Room beside the ink, so that a box of a given width has it and the lines stay where they are in it. */
function keepWidth(ink: VipsPixels, boxWidth: number): RawPicture {
  const { width, height, data } = ink;
  if (width >= boxWidth) return { data, width, height, channels: 4, frames: 1 };
  // The foot of a letter may stand a pixel outside of its line; the box is not widened for it.
  const left = Math.min(Math.max(ink.left, 0), boxWidth - width);
  const picture = transparent(boxWidth, height);
  for (let row = 0; row < height; row += 1) {
    data.copy(picture.data, (row * boxWidth + left) * 4, row * width * 4, (row + 1) * width * 4);
  }
  return picture;
}

function transparent(width: number, height: number): RawPicture {
  return { data: Buffer.alloc(width * height * 4), width, height, channels: 4, frames: 1 };
}
