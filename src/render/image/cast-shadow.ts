import type { CastShadowOperation } from '../../domain/effect-operation.ts';
import { alphaOf, blurMask, type Mask } from './alpha-mask.ts';
import { withAlpha } from './colour-channels.ts';
import { layShadow } from './lay-shadow.ts';
import type { Place } from './operation-step.ts';
import type { RawPicture } from './picture.ts';

/**
 * An approximation: the outline is laid on the ground like the shadow of a flat figure that stands there, seen from a
 * little above. Where it leaves the canvas it is cut.
 */
export const placeCastShadow: Place<CastShadowOperation> = (operation) => ({
  stage: 'redraw',
  redraw: (picture) => drawCastShadow(picture, operation),
  eachFrame: true,
});

/** The ground is seen at this slant: what lies behind is shortened. */
const foreshortening = 0.5;
/** The lowest light would throw a shadow without end. */
const longest = 3;
/** Seen exactly from the side a shadow would be a line. */
const thinnest = 0.15;
/** Of the height of the figure. */
const softness = 1 / 60;

async function drawCastShadow(picture: RawPicture, operation: CastShadowOperation): Promise<RawPicture> {
  const drawn = withAlpha(picture);
  const mask = alphaOf(drawn);
  const feet = lowestRow(mask);
  const fallen = layDown(mask, feet, directionOf(operation));
  const shadow = await blurMask(fallen, Math.max(1, feet * softness));
  layShadow(drawn, shadow.data, operation.opacity);
  return drawn;
}

interface Direction {
  /** How far the shadow of one pixel of height reaches, to the right and upwards. */
  readonly across: number;
  readonly up: number;
}

function directionOf({ azimuth, elevation }: CastShadowOperation): Direction {
  const height = (elevation * Math.PI) / 180;
  const length = Math.min(longest, Math.cos(height) / Math.max(Math.sin(height), 1e-6));
  const away = ((azimuth + 180) * Math.PI) / 180;
  const up = length * Math.cos(away) * foreshortening;
  return {
    across: length * Math.sin(away),
    up: (up < 0 ? -1 : 1) * Math.max(thinnest, Math.abs(up)),
  };
}

/** Below the last pixel that is there. */
function lowestRow({ data, width, height }: Mask): number {
  for (let y = height; y > 0; y -= 1) {
    if (data.subarray((y - 1) * width, y * width).some((alpha) => alpha > 0)) return y;
  }
  return 0;
}

function layDown({ data, width, height }: Mask, feet: number, { across, up }: Direction): Mask {
  const fallen = Buffer.alloc(data.length);
  for (let y = 0; y < height; y += 1) {
    const above = (feet - y - 0.5) / up;
    const row = Math.floor(feet - above);
    if (above < 0 || row < 0 || row >= height) continue;
    const shift = Math.round(above * across);
    const from = Math.max(0, -shift);
    const length = width - Math.abs(shift);
    if (length > 0)
      data.copy(fallen, y * width + Math.max(0, shift), row * width + from, row * width + from + length);
  }
  return { data: fallen, width, height };
}
