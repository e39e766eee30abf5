import type { CastShadowOperation } from '../../domain/effect-operation.ts';
import { alphaOf, blurMask, type Mask } from './alpha-mask.ts';
import { withAlpha } from './colour-channels.ts';
import { type Direction, type Fallen, fall } from './fall.ts';
import { layShadow } from './lay-shadow.ts';
import type { Place } from './operation-step.ts';
import type { RawPicture } from './picture.ts';

/**
 * The shadow of a figure that stands on level ground, upright and flat, seen from above at a slant. Its lowest pixel is
 * where it stands. What leaves the canvas is cut.
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
/** Seen exactly from the side the shadow of something flat would be a line: figures have some depth. */
const thinnest = 0.15;

async function drawCastShadow(picture: RawPicture, operation: CastShadowOperation): Promise<RawPicture> {
  const drawn = withAlpha(picture);
  const mask = alphaOf(drawn);
  const figure = findFigure(mask);
  if (figure === undefined) return drawn;
  const fallen = await fall(mask, figure.feet, directionOf(operation));
  const shadow = await soften(fallen, figure, operation);
  layShadow(drawn, shadow, operation.opacity);
  return drawn;
}

/** Shadows fall away from the light, and are as long as it is low. */
function directionOf({ azimuth, elevation }: CastShadowOperation): Direction {
  const away = ((azimuth + 180) * Math.PI) / 180;
  const length = Math.min(longest, 1 / Math.tan(Math.max(elevation, 1) * (Math.PI / 180)));
  const up = length * Math.cos(away) * foreshortening;
  return { across: length * Math.sin(away), up: up <= -thinnest ? up : Math.max(thinnest, up) };
}

/** Rows: the first of the figure, and the one below its last. */
interface Figure {
  readonly head: number;
  readonly feet: number;
}

/** What a cutter has left in the corners is no figure. */
const faintest = 26;

function findFigure({ data, width, height }: Mask): Figure | undefined {
  const isThere = (row: number) =>
    data.subarray(row * width, (row + 1) * width).some((alpha) => alpha >= faintest);
  const rows = Array.from({ length: height }, (_, row) => row);
  const head = rows.find(isThere);
  const last = rows.findLast(isThere);
  return head === undefined || last === undefined ? undefined : { head, feet: last + 1 };
}

/** A light is no point: an edge that is far from the ground has a soft shadow. Shares of the height of the figure. */
const softnessOfFeet = 0.004;
const softnessOfHead = 0.025;

/** From the feet outwards the sharp shadow passes into the soft one. */
async function soften(
  { mask, heightAt }: Fallen,
  { head, feet }: Figure,
  { elevation }: CastShadowOperation,
): Promise<Buffer> {
  const tall = feet - head;
  const wayOfLight = 1 / Math.max(1 / longest, Math.sin((elevation * Math.PI) / 180));
  const near = await blurMask(mask, Math.max(0.5, tall * softnessOfFeet));
  const far = await blurMask(mask, Math.max(1, tall * softnessOfHead * wayOfLight));
  for (let y = 0, index = 0; y < mask.height; y += 1) {
    const share = Math.min(1, Math.max(0, heightAt(y) / tall));
    for (const end = index + mask.width; index < end; index += 1) {
      const hard = near.data[index] ?? 0;
      near.data[index] = Math.round(hard + share * ((far.data[index] ?? 0) - hard));
    }
  }
  return near.data;
}
