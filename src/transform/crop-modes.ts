import type { Colour, ExtendOperation, Operation } from '../domain/plan.ts';
import { growToRatio } from './grow-to-ratio.ts';
import type { CropModeName } from './parameters/crop-mode-name.ts';
import { alignmentOf, type Placement, padOffset, placeWindow } from './place-window.ts';
import { roundSide } from './rounding.ts';

/**
 * How a picture becomes `target`, mode by mode (spec image-transformations §4.4). Products come before quotients
 * everywhere, so that halves are exact and round as the tables say.
 */
export interface CropRequest {
  readonly picture: Size;
  readonly target: Size;
  readonly placement: Placement;
  readonly padding: Colour;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type CropMode = (request: CropRequest) => Operation[];

export const cropModes: Readonly<Record<CropModeName, CropMode>> = {
  maintain_ratio: ({ picture, target, placement }) => {
    if (placement.area !== undefined) return [cropToArea(picture, target, placement.area), resizeTo(target)];
    const scaled = coverSize(picture, target);
    return [resizeTo(scaled), cropTo(scaled, target, placement)];
  },

  maintain_ratio_no_enlarge: (request) => {
    const { picture, target, placement } = request;
    if (placement.area !== undefined) {
      const window = cropToArea(picture, target, placement.area);
      return [window, resizeTo(isWithin(target, window) ? target : window)];
    }
    if (!enlarges(picture, coverSize(picture, target))) return cropModes.maintain_ratio(request);
    return [cropTo(picture, largestWindow(picture, target), placement)];
  },

  force: ({ target }) => [resizeTo(target)],

  at_max: ({ picture, target }) => [resizeTo(notEnlarged(picture, fitSize(picture, target)))],

  at_max_enlarge: ({ picture, target }) => [resizeTo(fitSize(picture, target))],

  at_least: ({ picture, target }) => [resizeTo(coverSize(picture, target))],

  pad_resize: (request) => {
    const scaled = fitSize(request.picture, request.target);
    return [resizeTo(scaled), padTo(scaled, request)];
  },

  pad_resize_no_enlarge: (request) => {
    const scaled = notEnlarged(request.picture, fitSize(request.picture, request.target));
    return [resizeTo(scaled), padTo(scaled, request)];
  },

  extract: ({ picture, target, placement }) => [cropTo(picture, target, placement)],

  pad_extract: (request) => {
    const { picture, target } = request;
    const pads = target.width > picture.width || target.height > picture.height;
    // Coordinates count only where nothing is padded.
    const { x, y, xCenter, yCenter, ...byFocus } = request.placement;
    const window = cropTo(picture, target, pads ? byFocus : request.placement);
    return [window, padTo(window, request)];
  },

  pad_extract_no_shrink: (request) => {
    const { picture, target } = request;
    const width = Math.max(picture.width, target.width);
    const height = Math.max(picture.height, target.height);
    return [padTo(picture, { ...request, target: { width, height } })];
  },
};

/** With one side only: these take the other from the picture instead of scaling it (T20). */
export const extractModes: ReadonlySet<CropModeName> = new Set([
  'extract',
  'pad_extract',
  'pad_extract_no_shrink',
]);

/** With one side only: these never exceed the picture. */
export const noEnlargeModes: ReadonlySet<CropModeName> = new Set([
  'at_max',
  'maintain_ratio_no_enlarge',
  'pad_resize_no_enlarge',
]);

export const paddingModes: ReadonlySet<CropModeName> = new Set([
  'pad_resize',
  'pad_resize_no_enlarge',
  'pad_extract',
  'pad_extract_no_shrink',
]);

/** The smallest size of the picture's ratio that covers `target`. */
function coverSize(picture: Size, target: Size): Size {
  return isWider(picture, target)
    ? scaleToHeight(picture, target.height)
    : scaleToWidth(picture, target.width);
}

/** The largest size of the picture's ratio that fits into `target`. */
function fitSize(picture: Size, target: Size): Size {
  return isWider(picture, target)
    ? scaleToWidth(picture, target.width)
    : scaleToHeight(picture, target.height);
}

/** The largest window of the target's ratio within the picture, unscaled. */
function largestWindow(picture: Size, target: Size): Size {
  return isWider(picture, target)
    ? scaleToHeight(target, picture.height)
    : scaleToWidth(target, picture.width);
}

export function scaleToWidth({ width, height }: Size, newWidth: number): Size {
  return { width: newWidth, height: roundSide((height * newWidth) / width) };
}

export function scaleToHeight({ width, height }: Size, newHeight: number): Size {
  return { width: roundSide((width * newHeight) / height), height: newHeight };
}

export function notEnlarged(picture: Size, scaled: Size): Size {
  return enlarges(picture, scaled) ? picture : scaled;
}

function isWider(picture: Size, target: Size): boolean {
  return picture.width * target.height > target.width * picture.height;
}

function enlarges(picture: Size, scaled: Size): boolean {
  return scaled.width > picture.width || scaled.height > picture.height;
}

function isWithin(inner: Size, outer: Size): boolean {
  return inner.width <= outer.width && inner.height <= outer.height;
}

function resizeTo({ width, height }: Size): Operation {
  return { kind: 'resize', width, height };
}

function cropTo(picture: Size, size: Size, placement: Placement): Operation & { kind: 'crop' } {
  return { kind: 'crop', ...placeWindow(picture, size, placement) };
}

function cropToArea(picture: Size, target: Size, area: NonNullable<Placement['area']>): Operation & Size {
  return { kind: 'crop', ...growToRatio(area, target, picture) };
}

function padTo(picture: Size, { target, placement, padding }: CropRequest): ExtendOperation {
  const horizontal = target.width - Math.min(picture.width, target.width);
  const vertical = target.height - Math.min(picture.height, target.height);
  const left = padOffset(horizontal, alignmentOf(placement.focus, 'horizontal'));
  const top = padOffset(vertical, alignmentOf(placement.focus, 'vertical'));
  return { kind: 'extend', left, top, right: horizontal - left, bottom: vertical - top, colour: padding };
}
