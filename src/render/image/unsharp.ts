import type { UnsharpOperation } from '../../domain/effect-operation.ts';
import { withColours } from './colour-channels.ts';
import type { Place } from './operation-step.ts';
import { openPicture, type RawPicture, readPixels } from './picture.ts';

/** Sharp knows no threshold: it blurs, and the difference is added here. Alpha stays. */
export const placeUnsharp: Place<UnsharpOperation> = (operation) => ({
  stage: 'redraw',
  redraw: (picture) => sharpenUnsharp(picture, operation),
  eachFrame: true,
});

/** Below this the Gaussian has no weight beyond its middle pixel, and sharp refuses. */
const leastSigma = 0.3;

async function sharpenUnsharp(picture: RawPicture, operation: UnsharpOperation): Promise<RawPicture> {
  if (operation.sigma < leastSigma) return picture;
  const coloured = withColours(picture);
  const minAmplitude = amplitudeAt(operation);
  const blurred = await readPixels(openPicture(coloured).blur({ sigma: operation.sigma, minAmplitude }));
  addDifference(coloured.data, blurred.data, { channels: coloured.channels, changes: changesOf(operation) });
  return coloured;
}

/** With no radius the kernel reaches three deviations. */
const usualReach = 3;
/** The smallest that sharp takes: 3.7 deviations. */
const leastAmplitude = 0.001;

/** Libvips ends the kernel where it falls below an amplitude, instead of at a radius. */
function amplitudeAt({ radius, sigma }: UnsharpOperation): number {
  const reach = radius === 0 ? usualReach * sigma : radius + 0.5;
  return Math.max(leastAmplitude, Math.exp(-(reach * reach) / (2 * sigma * sigma)));
}

const range = 255;

/** What is added for each difference from −255 to 255. */
function changesOf({ amount, threshold }: UnsharpOperation): Int16Array {
  return Int16Array.from({ length: 2 * range + 1 }, (_, index) => {
    const difference = index - range;
    if (Math.abs(2 * difference) < threshold * range) return 0;
    return Math.max(-range, Math.min(range, Math.round(amount * difference)));
  });
}

function addDifference(
  pixels: Buffer,
  blurred: Buffer,
  { channels, changes }: { readonly channels: 3 | 4; readonly changes: Int16Array },
): void {
  for (let start = 0; start < pixels.length; start += channels) {
    for (let index = start; index < start + 3; index += 1) {
      const value = pixels[index] ?? 0;
      const changed = value + (changes[value - (blurred[index] ?? 0) + range] ?? 0);
      pixels[index] = Math.min(Math.max(changed, 0), range);
    }
  }
}
