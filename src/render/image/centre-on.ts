import type { Sharp } from 'sharp';
import type { Canvas } from './operation-step.ts';

/**
 * Cuts or fills around the middle until the picture has exactly this size: the bounding box of a turned picture is a
 * matter of rounding, and libvips rounds in its own way. Undefined when the size is right already.
 */
export async function centreOn(picture: Sharp, canvas: Canvas): Promise<Sharp | undefined> {
  const { width, height } = await picture.metadata();
  if (width === canvas.width && height === canvas.height) return undefined;
  const across = centre(width, canvas.width);
  const down = centre(height, canvas.height);
  return picture
    .extract({ left: across.cutBefore, top: down.cutBefore, width: across.kept, height: down.kept })
    .extend({
      left: across.addBefore,
      right: across.addAfter,
      top: down.addBefore,
      bottom: down.addAfter,
      background: canvas.colour,
    });
}

function centre(from: number, to: number) {
  const missing = Math.max(0, to - from);
  return {
    cutBefore: Math.floor(Math.max(0, from - to) / 2),
    kept: Math.min(from, to),
    addBefore: Math.floor(missing / 2),
    addAfter: Math.ceil(missing / 2),
  };
}
