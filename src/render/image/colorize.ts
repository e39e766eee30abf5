import sharp from 'sharp';
import type { ColorizeOperation } from '../../domain/effect-operation.ts';
import type { Colour } from '../../domain/plan.ts';
import { withColours } from './colour-channels.ts';
import { luminanceTables } from './luminance.ts';
import type { Place } from './operation-step.ts';
import type { RawPicture } from './picture.ts';

/** Sharp tints wholly or not at all, and forgets the colour of what was grey: its tints of all greys are looked up here. */
export const placeColorize: Place<ColorizeOperation> = (operation) => ({
  stage: 'redraw',
  redraw: (picture) => colorize(picture, operation),
});

async function colorize(picture: RawPicture, { colour, amount }: ColorizeOperation): Promise<RawPicture> {
  const coloured = withColours(picture);
  const { data, channels } = coloured;
  const tints = await tintsOf(colour);
  const { red, green, blue, greyOf } = luminanceTables;
  const share = Math.round(amount * 256);
  for (let index = 0; index < data.length; index += channels) {
    const [r, g, b] = [data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0];
    const luminance = (red[r] ?? 0) + (green[g] ?? 0) + (blue[b] ?? 0);
    const tint = 3 * (greyOf[luminance] ?? 0);
    data[index] = r + ((((tints[tint] ?? 0) - r) * share + 128) >> 8);
    data[index + 1] = g + ((((tints[tint + 1] ?? 0) - g) * share + 128) >> 8);
    data[index + 2] = b + ((((tints[tint + 2] ?? 0) - b) * share + 128) >> 8);
  }
  return coloured;
}

/** Red, green and blue for each grey from black to white. */
async function tintsOf(colour: Colour): Promise<Buffer> {
  const greys = Buffer.from(Array.from({ length: 3 * 256 }, (_, index) => Math.floor(index / 3)));
  const ramp = sharp(greys, { raw: { width: 256, height: 1, channels: 3 } });
  return await ramp.tint({ r: colour.r, g: colour.g, b: colour.b }).raw().toBuffer();
}
