import type { Operation } from '../domain/plan.ts';
import type { BlurredBackground } from './parameters/computed-background.ts';
import { alignmentOf, type Placement, padOffset } from './place-window.ts';
import { coverSize, fitSize, notEnlarged, type Size } from './scaled-size.ts';

export interface BlurredPadding {
  readonly picture: Size;
  readonly target: Size;
  readonly placement: Placement;
  readonly background: BlurredBackground;
}

/**
 * The picture upon its own blurred enlargement (spec image-transformations §7.2). It is first brought to the size that
 * covers the canvas, since the background needs no more of it.
 */
export function padBlurred({ picture, target, placement, background }: BlurredPadding): Operation[] {
  const scaled = fitSize(picture, target);
  const left = padOffset(target.width - scaled.width, alignmentOf(placement.focus, 'horizontal'));
  const top = padOffset(target.height - scaled.height, alignmentOf(placement.focus, 'vertical'));
  if (scaled.width === target.width && scaled.height === target.height)
    return [{ kind: 'resize', ...scaled }];
  const { width, height } = notEnlarged(picture, coverSize(picture, target));
  return [
    { kind: 'resize', width, height },
    {
      kind: 'pad-blurred',
      width: target.width,
      height: target.height,
      picture: { left, top, ...scaled },
      sigma: background.blur === 'auto' ? usualSigma(target) : background.blur,
      lightness: background.brightness / brightnessPerLightness,
    },
  ];
}

/** Measured: 12 px at 800×600. */
function usualSigma({ width, height }: Size): number {
  return Math.min(width, height) / 50;
}

/** Measured: ±30 moves the lightness by about ±15 of 100. */
const brightnessPerLightness = 2;
