import { roundSide } from './rounding.ts';

/** Sizes of one ratio against another; products come before quotients, so that halves are exact (§4.4). */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The smallest size of the picture's ratio that covers `target`. */
export function coverSize(picture: Size, target: Size): Size {
  return isWider(picture, target)
    ? scaleToHeight(picture, target.height)
    : scaleToWidth(picture, target.width);
}

/** The largest size of the picture's ratio that fits into `target`. */
export function fitSize(picture: Size, target: Size): Size {
  return isWider(picture, target)
    ? scaleToWidth(picture, target.width)
    : scaleToHeight(picture, target.height);
}

/** The largest window of the target's ratio within the picture, unscaled. */
export function largestWindow(picture: Size, target: Size): Size {
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

export function enlarges(picture: Size, scaled: Size): boolean {
  return scaled.width > picture.width || scaled.height > picture.height;
}

export function isWithin(inner: Size, outer: Size): boolean {
  return inner.width <= outer.width && inner.height <= outer.height;
}

/** Side by side. */
export function smallerOf(a: Size, b: Size): Size {
  return { width: Math.min(a.width, b.width), height: Math.min(a.height, b.height) };
}
