import type { Sharp } from 'sharp';
import type { PadBlurredOperation } from '../../domain/effect-operation.ts';
import { withColours } from './colour-channels.ts';
import { gaussian } from './gaussian.ts';
import { layOver } from './lay-over.ts';
import type { Place } from './operation-step.ts';
import { openPicture, type RawPicture, readPixels } from './picture.ts';

export const placePadBlurred: Place<PadBlurredOperation> = (operation) => ({
  stage: 'redraw',
  redraw: (picture) => padBlurred(picture, operation),
  eachFrame: true,
});

async function padBlurred(picture: RawPicture, operation: PadBlurredOperation): Promise<RawPicture> {
  const { width, height, left, top } = operation.picture;
  const scaled = openPicture(picture).resize(width, height, { fit: 'fill' });
  const background = withColours(await readPixels(blurredCover(picture, operation)));
  layOver(background, withColours(await readPixels(scaled)), left, top);
  return background;
}

function blurredCover(picture: RawPicture, { width, height, sigma, lightness }: PadBlurredOperation): Sharp {
  const blurred = gaussian(openPicture(picture).resize(width, height, { fit: 'cover' }), sigma);
  return lightness === 0 ? blurred : blurred.modulate({ lightness });
}
