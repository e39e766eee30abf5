import type { Box } from './box.ts';
import type { Colour } from './colour.ts';

/** What a plan can do to a picture besides cutting, scaling and turning it (spec image-transformations §7). */
export type EffectOperation =
  | ContrastOperation
  | SharpenOperation
  | UnsharpOperation
  | ColorizeOperation
  | ReplaceColourOperation
  | GradientOperation
  | PerspectiveOperation
  | ArcOperation
  | ShadowOperation
  | CastShadowOperation
  | AttendOperation
  | PadBlurredOperation
  | BackdropOperation
  | PixelateOperation;

/** Lightness is stretched over the whole range; 1 % at each end may be clipped. */
export interface ContrastOperation {
  readonly kind: 'contrast';
}

/** Unsharp mask on lightness, one pixel wide, `amount` times; without an amount the encoder's mild default. */
export interface SharpenOperation {
  readonly kind: 'sharpen';
  readonly amount?: number;
}

/**
 * Each channel moves away from its blurred self by `amount` times the difference, where twice the difference is at least
 * `threshold` of the whole range. `radius` is the half width of the blur in pixels; 0 lets `sigma` decide.
 */
export interface UnsharpOperation {
  readonly kind: 'unsharp';
  readonly radius: number;
  readonly sigma: number;
  readonly amount: number;
  readonly threshold: number;
}

/** Towards the tint of `colour` at the same lightness: 0 leaves the picture, 1 leaves no colour of its own. */
export interface ColorizeOperation {
  readonly kind: 'colorize';
  readonly colour: Colour;
  readonly amount: number;
}

/** Colours within `tolerance` (ΔE of 1976) of `from` become `to`, keeping their shade. Absent: the most frequent colour. */
export interface ReplaceColourOperation {
  readonly kind: 'replace-colour';
  readonly to: Colour;
  readonly tolerance: number;
  readonly from?: Colour;
}

/**
 * Drawn over the whole canvas, over transparent pixels too. The line runs through the middle, towards `degrees` (0 is up,
 * clockwise), from corner to corner as in CSS; `to` is reached `length` pixels from its start.
 */
export interface GradientOperation {
  readonly kind: 'gradient';
  readonly degrees: number;
  readonly length: number;
  readonly from: Colour;
  readonly to: Colour;
}

/** The corners of the picture move to these points of a canvas of `width` × `height`; what is outside is transparent. */
export interface PerspectiveOperation {
  readonly kind: 'perspective';
  readonly topLeft: Point;
  readonly topRight: Point;
  readonly bottomRight: Point;
  readonly bottomLeft: Point;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle row becomes an arc of `degrees` and of the same length; positive ones bend the ends down. */
export interface ArcOperation {
  readonly kind: 'arc';
  readonly degrees: number;
  readonly width: number;
  readonly height: number;
}

/** The picture's own outline in black, moved and blurred, under the picture; the canvas stays. */
export interface ShadowOperation {
  readonly kind: 'shadow';
  readonly left: number;
  readonly top: number;
  readonly sigma: number;
  /** 0…1. */
  readonly opacity: number;
}

/**
 * What an upright figure throws on the ground that it stands on: away from a light at `azimuth` (degrees clockwise; 0 is behind
 * the picture), the longer the lower its `elevation` (degrees). Black under the picture; the canvas stays.
 */
export interface CastShadowOperation {
  readonly kind: 'cast-shadow';
  readonly azimuth: number;
  readonly elevation: number;
  /** 0…1. */
  readonly opacity: number;
}

/** The window of this size that holds what draws attention. */
export interface AttendOperation {
  readonly kind: 'attend';
  readonly width: number;
  readonly height: number;
}

/** The picture, scaled to `picture`, upon itself: blurred, lighter by `lightness` of 100, and filling the canvas. */
export interface PadBlurredOperation {
  readonly kind: 'pad-blurred';
  readonly width: number;
  readonly height: number;
  readonly picture: Box;
  readonly sigma: number;
  readonly lightness: number;
}

/** New pixels around and beneath the picture, in the colours of its own edge. */
export interface BackdropOperation {
  readonly kind: 'backdrop';
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly fill: BackdropFill;
}

/**
 * The most frequent colour; or a gradient of two, between the sides that are padded, or of four, one per corner. A
 * `contrast` gradient runs between the two frequent colours that differ most.
 */
export type BackdropFill =
  | { readonly kind: 'dominant' }
  | { readonly kind: 'gradient'; readonly colours: 'dominant' | 'contrast'; readonly count: 2 | 4 };

/** Within the box every square of `side` pixels, counted from its corner, becomes one colour: its mean. */
export interface PixelateOperation extends Box {
  readonly kind: 'pixelate';
  readonly side: number;
}
