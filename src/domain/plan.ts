import type { BlendMode } from './blend-mode.ts';
import type { Box } from './box.ts';
import type { Colour } from './colour.ts';
import type { EffectOperation } from './effect-operation.ts';
import type { SourceFormat } from './media-facts.ts';
import type { TextBox } from './text-box.ts';

export type { Box } from './box.ts';
export type { Colour } from './colour.ts';

/**
 * What a renderer does: every number concrete, the format negotiated, the limits applied, nothing left to decide.
 * Plain JSON, so that it can be hashed, logged and sent to another process.
 */
export interface Plan {
  readonly input: PlanInput;
  /** In the order of work. Sizes and positions are pixels of the picture as it is at that point. */
  readonly operations: readonly Operation[];
  readonly output: PlanOutput;
  /** Promised size of the result, in pixels, of one frame. */
  readonly width: number;
  readonly height: number;
}

export interface PlanInput {
  readonly format: SourceFormat;
  /** Turn the pixels upright by their EXIF orientation before anything else. */
  readonly autoOrient: boolean;
  /** `all` keeps an animation; a number picks one frame or page, counted from 0. */
  readonly frames: 'all' | number;
  /** How many frames the animation has; absent: it is none, or one frame of it is picked. */
  readonly frameCount?: number;
  /** Layers of a PSD, drawn one over the other in the order of the file; absent: the picture of them all. */
  readonly layers?: LayerChoice;
  /** Upright size before the first operation. A vector picture is drawn at this size. */
  readonly width: number;
  readonly height: number;
}

/** By number, where 1 is the picture of them all and 2 the layer at the bottom, or by name. */
export type LayerChoice =
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  | { readonly kind: 'names'; readonly names: readonly string[] };

export type Operation =
  | CropOperation
  | ResizeOperation
  | ExtendOperation
  | FlipOperation
  | RotateOperation
  | BlurOperation
  | GrayscaleOperation
  | RoundOperation
  | OpacityOperation
  | FlattenOperation
  | EffectOperation
  | LayerOperation;

export interface CropOperation extends Box {
  readonly kind: 'crop';
}

/** The whole picture to exactly this size, each axis by itself. */
export interface ResizeOperation {
  readonly kind: 'resize';
  readonly width: number;
  readonly height: number;
}

/** New pixels around the picture, in one colour: padding and borders. */
export interface ExtendOperation {
  readonly kind: 'extend';
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly colour: Colour;
}

export interface FlipOperation {
  readonly kind: 'flip';
  /** Left and right change places. */
  readonly horizontal: boolean;
  readonly vertical: boolean;
}

/** Clockwise; the canvas becomes exactly `width` × `height`, uncovered corners are `background`. */
export interface RotateOperation {
  readonly kind: 'rotate';
  readonly degrees: number;
  readonly width: number;
  readonly height: number;
  readonly background: Colour;
}

/** Gaussian; alpha premultiplied, edges repeated. */
export interface BlurOperation {
  readonly kind: 'blur';
  readonly sigma: number;
}

export interface GrayscaleOperation {
  readonly kind: 'grayscale';
}

/** Transparent outside the rounded rectangle. Horizontal and vertical radius per corner, in pixels. */
export interface RoundOperation {
  readonly kind: 'round';
  readonly topLeft: Radius;
  readonly topRight: Radius;
  readonly bottomRight: Radius;
  readonly bottomLeft: Radius;
}

export interface Radius {
  readonly x: number;
  readonly y: number;
}

/** Alpha times `factor`, 0…1. */
export interface OpacityOperation {
  readonly kind: 'opacity';
  readonly factor: number;
}

/** The picture laid over a colour; opaque unless the colour is not. */
export interface FlattenOperation {
  readonly kind: 'flatten';
  readonly colour: Colour;
}

export type LayerOperation = CompositeOperation | DisplaceOperation;

/** A layer's top-left corner on the picture. What sticks out is cut off; the picture keeps its size. */
export interface LayerPlace {
  readonly layer: LayerPlan;
  readonly left: number;
  readonly top: number;
}

export interface CompositeOperation extends LayerPlace {
  readonly kind: 'composite';
  readonly mode: CompositeMode;
}

/**
 * `over`: covers. `multiply`: darkens, the picture keeps its alpha. `cutout`: the picture is taken away as far as the layer
 * is there, `cutter`: as far as it is not, the others mix colours, and the picture keeps its alpha; a picture to be cut is no larger than the layer (spec image-transformations §6.8).
 */
export type CompositeMode = 'over' | 'multiply' | 'cutout' | 'cutter' | BlendMode;

/** The layer is a map: red moves pixels along x, green along y, by at most so many pixels; mid-grey leaves them (T43). */
export interface DisplaceOperation extends LayerPlace {
  readonly kind: 'displace';
  readonly x: number;
  readonly y: number;
}

/** A picture of its own, drawn before it is laid on another. Its operations may hold further layers. */
export interface LayerPlan {
  readonly input: LayerInput;
  readonly operations: readonly Operation[];
  /** After the last operation. */
  readonly width: number;
  readonly height: number;
}

/** What a layer begins with. */
export type LayerInput = FileInput | CanvasInput | TextInput;

export interface FileInput {
  readonly kind: 'file';
  /** Which of the job's sources: 0 is the picture itself, layers count from 1. */
  readonly source: number;
  readonly picture: PlanInput;
}

/** A plain rectangle. */
export interface CanvasInput {
  readonly kind: 'canvas';
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
}

/** A text, of the size that it was measured to have. */
export interface TextInput {
  readonly kind: 'text';
  readonly width: number;
  readonly height: number;
  readonly box: TextBox;
}

/** `svg`: the drawing itself, without what could run or reach out. Of an SVG only, and without operations. */
export type OutputFormat = RasterFormat | HashFormat | 'svg';
export type RasterFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

/** A few characters in the place of the picture, for what is shown while it loads: text, not pixels. */
export type HashFormat = 'blurhash' | 'thumbhash';

export function isHash(format: OutputFormat): format is HashFormat {
  return format === 'blurhash' || format === 'thumbhash';
}

export interface PlanOutput {
  readonly format: OutputFormat;
  /** 1…100, already mapped to this encoder's own scale. */
  readonly quality: number;
  /** The best quality, no higher than `quality`, whose file is no larger; MediaError invalid when none is. */
  readonly maxBytes?: number;
  /** In the place of `quality`: the lowest that looks so much like the picture (SSIMULACRA 2), or the highest there is. */
  readonly likeness?: number;
  readonly lossless: boolean;
  readonly progressive: boolean;
  /** JPEG and AVIF: colour at full resolution, not at half of it. */
  readonly fullChroma?: true;
  /** Of the palette of a PNG or GIF; absent: as many as there are, or as the format has. */
  readonly colours?: number;
  /** Keep EXIF, XMP, IPTC. The orientation tag is 1 afterwards when the pixels were turned. */
  readonly keepMetadata: boolean;
  /** Keep the source's colour space and embed its profile; otherwise pixels become sRGB. */
  readonly keepProfile: boolean;
  /** Dots per inch to write into the file. */
  readonly density?: number;
}

/** The quality is found by writing the file several times. */
export function isSearched({ maxBytes, likeness }: PlanOutput): boolean {
  return maxBytes !== undefined || likeness !== undefined;
}

/** Colours are what a PNG can lose: it gets a palette, which takes several times the work. */
export function losesColours({ format, quality, lossless }: PlanOutput): boolean {
  return format === 'png' && quality < 100 && !lossless;
}

/**
 * A number that only pixels can tell. The planner asks for it, the renderer looks, the planner goes on: so plans
 * stay pure and whole. It may be a layer's own file that is measured: source 0 is what is looked at.
 */
export type Measurement = TrimMeasurement | PageMeasurement | TextMeasurement;

/** `operations` is the work before the look. */
export interface TrimMeasurement {
  /** Bounding box of what differs from the top-left pixel by more than `threshold` (spec image-transformations §7.9). */
  readonly kind: 'trim';
  readonly threshold: number;
  readonly input: PlanInput;
  readonly operations: readonly Operation[];
}

/** How large the picture of a text is. A font file is source 0. */
export interface TextMeasurement {
  readonly kind: 'text';
  readonly box: TextBox;
}

/** Pages of one document have sizes of their own; `input.frames` says which is looked at. */
export interface PageMeasurement {
  readonly kind: 'page';
  readonly input: PlanInput;
}
