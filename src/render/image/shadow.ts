import type { ShadowOperation } from '../../domain/effect-operation.ts';
import { alphaOf, blurMask, type Mask } from './alpha-mask.ts';
import { withAlpha } from './colour-channels.ts';
import { layShadow } from './lay-shadow.ts';
import type { Place } from './operation-step.ts';
import type { RawPicture } from './picture.ts';

export const placeShadow: Place<ShadowOperation> = (operation) => ({
  stage: 'redraw',
  redraw: (picture) => drawShadow(picture, operation),
  eachFrame: true,
});

async function drawShadow(picture: RawPicture, operation: ShadowOperation): Promise<RawPicture> {
  const drawn = withAlpha(picture);
  const mask = await blurMask(moveMask(alphaOf(drawn), operation), operation.sigma);
  layShadow(drawn, mask.data, operation.opacity);
  return drawn;
}

/** What leaves the canvas is gone. */
function moveMask({ data, width, height }: Mask, { left, top }: ShadowOperation): Mask {
  const moved = Buffer.alloc(data.length);
  const from = Math.max(0, -left);
  const length = Math.max(0, width - Math.abs(left));
  for (let y = Math.max(0, top); y < Math.min(height, height + top); y += 1) {
    const source = (y - top) * width + from;
    data.copy(moved, y * width + Math.max(0, left), source, source + length);
  }
  return { data: moved, width, height };
}
