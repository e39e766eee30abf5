import type { Redraw } from './operation-step.ts';
import {
  joinFrames,
  openPicture,
  type Picture,
  type RawPicture,
  readPixels,
  readPng,
  splitFrames,
} from './picture.ts';

/** Work on the decoded pixels, frame by frame or on the stack of them. */
export async function redrawPicture(picture: Picture, redraw: Redraw, eachFrame: boolean): Promise<Picture> {
  if ('png' in picture) return await carryOver(picture, await redraw(await readNumbers(picture)));
  if (!eachFrame || picture.frames === 1) return await redraw(picture);
  const frames: RawPicture[] = [];
  for (const frame of splitFrames(picture)) frames.push(await redraw(frame));
  return joinFrames(frames);
}

/** As they stand in the file: what its profile makes of them stays to be said by the profile. */
function readNumbers(picture: Picture): Promise<RawPicture> {
  return readPixels(openPicture(picture).keepIccProfile());
}

/** The new pixels in the place of the old ones, so that metadata and profile stay with the picture. */
async function carryOver(old: Picture, drawn: RawPicture): Promise<Picture> {
  const { data, width, height, channels } = drawn;
  const replaced = openPicture(old)
    .resize(width, height, { fit: 'fill', kernel: 'nearest' })
    .composite([{ input: data, raw: { width, height, channels }, blend: 'source' }]);
  return await readPng((channels === 3 ? replaced.removeAlpha() : replaced).keepMetadata());
}
