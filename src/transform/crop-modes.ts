import type { BackdropFill, BackdropOperation } from '../domain/effect-operation.ts';
import type { Box, Colour, ExtendOperation, Operation } from '../domain/plan.ts';
import { growToRatio } from './grow-to-ratio.ts';
import { padBlurred } from './pad-blurred.ts';
import type { BlurredBackground } from './parameters/computed-background.ts';
import type { CropModeName } from './parameters/crop-mode-name.ts';
import { alignmentOf, type Placement, padOffset, placeWindow } from './place-window.ts';
import {
  coverSize,
  enlarges,
  fitSize,
  isWithin,
  largestWindow,
  notEnlarged,
  type Size,
  smallerOf,
} from './scaled-size.ts';
import { extractedWindow, subjectWindow, zoomedOut } from './subject-window.ts';

/**
 * How a picture becomes `target`, mode by mode (spec image-transformations §4.4). Products come before quotients
 * everywhere, so that halves are exact and round as the tables say.
 */
export interface CropRequest {
  readonly picture: Size;
  readonly target: Size;
  readonly placement: Placement;
  readonly padding: Colour | BackdropFill;
  /** Instead of `padding`, and for `pad_resize` only. */
  readonly blurred?: BlurredBackground;
}

export type CropMode = (request: CropRequest) => Operation[];

export const cropModes: Readonly<Record<CropModeName, CropMode>> = {
  maintain_ratio: (request) => {
    const { picture, target, placement } = request;
    const window = windowOf(request);
    if (window !== undefined) return [window, resizeTo(target)];
    const scaled = coverSize(picture, target);
    return [resizeTo(scaled), cropTo(scaled, target, placement)];
  },

  maintain_ratio_no_enlarge: (request) => {
    const { picture, target, placement } = request;
    const window = windowOf(request);
    if (window !== undefined) return [window, resizeTo(isWithin(target, window) ? target : window)];
    if (!enlarges(picture, coverSize(picture, target))) return cropModes.maintain_ratio(request);
    return [cropTo(picture, largestWindow(picture, target), placement)];
  },

  force: ({ target }) => [resizeTo(target)],

  at_max: ({ picture, target }) => [resizeTo(notEnlarged(picture, fitSize(picture, target)))],

  at_max_enlarge: ({ picture, target }) => [resizeTo(fitSize(picture, target))],

  at_least: ({ picture, target }) => [resizeTo(coverSize(picture, target))],

  pad_resize: (request) => {
    if (request.blurred !== undefined) return padBlurred({ ...request, background: request.blurred });
    const scaled = fitSize(request.picture, request.target);
    return [resizeTo(scaled), padTo(scaled, request)];
  },

  pad_resize_no_enlarge: (request) => {
    const scaled = notEnlarged(request.picture, fitSize(request.picture, request.target));
    return [resizeTo(scaled), padTo(scaled, request)];
  },

  extract: ({ picture, target, placement }) => {
    const { subject } = placement;
    if (subject?.kind === 'face')
      return [cropToBox(subjectWindow(picture, target, subject)), resizeTo(target)];
    if (subject === undefined || subject.zoom === 1) return [cropTo(picture, target, placement)];
    const window = extractedWindow(picture, target, subject);
    return [cropToBox(window), resizeTo(smallerOf(target, zoomedOut(window, 1 / subject.zoom)))];
  },

  pad_extract: (request) => {
    const { picture, target } = request;
    const pads = target.width > picture.width || target.height > picture.height;
    // Coordinates count only where nothing is padded.
    const { x, y, xCenter, yCenter, ...byFocus } = request.placement;
    const placement = { ...(pads ? byFocus : request.placement), attends: false };
    const window = cropTo(picture, target, placement);
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

function resizeTo({ width, height }: Size): Operation {
  return { kind: 'resize', width, height };
}

/** Where attention decides, only pixels can tell where the window goes. */
function cropTo(picture: Size, size: Size, placement: Placement): Operation & Size {
  const window = placeWindow(picture, size, placement);
  const { width, height } = window;
  return placement.attends ? { kind: 'attend', width, height } : { kind: 'crop', ...window };
}

/** What is shown when a stored area, or something that was found, decides; its ratio is the target's. */
function windowOf({ picture, target, placement }: CropRequest): (Operation & Size) | undefined {
  const { area, subject } = placement;
  if (area !== undefined) return cropToBox(growToRatio(area, target, picture));
  return subject && cropToBox(subjectWindow(picture, target, subject));
}

function cropToBox(box: Box): Operation & Size {
  return { kind: 'crop', ...box };
}

function padTo(
  picture: Size,
  { target, placement, padding }: CropRequest,
): ExtendOperation | BackdropOperation {
  const horizontal = target.width - Math.min(picture.width, target.width);
  const vertical = target.height - Math.min(picture.height, target.height);
  const left = padOffset(horizontal, alignmentOf(placement.focus, 'horizontal'));
  const top = padOffset(vertical, alignmentOf(placement.focus, 'vertical'));
  const margins = { left, top, right: horizontal - left, bottom: vertical - top };
  return 'kind' in padding
    ? { kind: 'backdrop', ...margins, fill: padding }
    : { kind: 'extend', ...margins, colour: padding };
}
