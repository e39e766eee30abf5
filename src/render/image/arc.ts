import type { ArcOperation } from '../../domain/effect-operation.ts';
import { rowOfPlaces, sampleRow } from './bilinear.ts';
import { withColours } from './colour-channels.ts';
import type { Place } from './operation-step.ts';
import type { RawPicture } from './picture.ts';

export const placeArc: Place<ArcOperation> = (operation) => ({
  stage: 'redraw',
  redraw: (picture) => bend(picture, operation),
  eachFrame: true,
});

/**
 * Distance from the centre of the arc is height in the picture, the angle is width (spec image-transformations T52).
 * Bent upwards it is the same arc upside down.
 */
function bend(picture: RawPicture, { degrees, width, height }: ArcOperation): RawPicture {
  const angle = (Math.abs(degrees) * Math.PI) / 180;
  const radius = picture.width / angle;
  const outer = radius + picture.height / 2;
  const isUpwards = degrees < 0;
  const coloured = withColours(picture);
  const data = Buffer.allocUnsafe(width * height * 4);
  const places = rowOfPlaces(width);
  for (let y = 0; y < height; y += 1) {
    const below = outer - (isUpwards ? height - y - 0.5 : y + 0.5);
    for (let x = 0; x < width; x += 1) {
      const across = x + 0.5 - width / 2;
      // Math.hypot guards against overflow, and takes four times as long.
      const fromOuter = outer - Math.sqrt(across * across + below * below);
      places.y[x] = isUpwards ? picture.height - fromOuter : fromOuter;
      // Above and below the picture it does not matter where.
      if (fromOuter < -1 || fromOuter > picture.height + 1) continue;
      places.x[x] = picture.width / 2 + Math.atan2(across, below) * radius;
    }
    sampleRow(coloured, places, data, y * width * 4);
  }
  return { data, width, height, channels: 4, frames: 1 };
}
