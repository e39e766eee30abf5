import type { OverlayOptions, Sharp } from 'sharp';
import type { SourceFormat } from '../../domain/media-facts.ts';
import type { Colour, LayerPlan, Operation } from '../../domain/plan.ts';
import type { ColourPicture } from './colour-channels.ts';
import type { RawPicture } from './picture.ts';

/**
 * What sharp does in one pass, in its own fixed order, whatever the order of the calls (sharp's src/pipeline.cc).
 * Consecutive operations share a pass as long as their stages rise.
 */
const stages = [
  'cropBefore',
  'flatten',
  'grayscale',
  'resize',
  'flip',
  'turn',
  'attend',
  'rotate',
  'cropAfter',
  'extend',
  'blur',
  'sharpen',
  'overlay',
  'contrast',
  'alpha',
  'redraw',
] as const;

export type Stage = (typeof stages)[number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The pass that an operation would join: what is in it already, and the picture at that point. */
export interface PassSoFar {
  readonly operations: readonly Operation[];
  readonly size: Size;
  /** Before the first of its operations. */
  readonly startSize: Size;
  /** The format that this pass decodes; absent when it begins with raw pixels. */
  readonly decodes: SourceFormat | undefined;
  /** The frames of an animation lie one below the other. */
  readonly animated: boolean;
  readonly layers: DrawnLayers;
}

/** Finished, in RGBA, before the picture on which they lie is begun. */
export type DrawnLayers = ReadonlyMap<LayerPlan, ColourPicture>;

export function drawnLayer(layer: LayerPlan, { layers }: PassSoFar): ColourPicture {
  const drawn = layers.get(layer);
  if (drawn === undefined) throw new Error('A layer that nobody has drawn');
  return drawn;
}

/** How one operation goes into a pass. */
export interface Placement {
  readonly stage: Stage;
  readonly apply?: (pipeline: Sharp) => Sharp;
  /** Instead of `apply`: all overlays of a pass are drawn one after the other by one call. */
  readonly overlay?: OverlayOptions;
  /** Sharp does this before `earlier`, the plan after it, and the result is the same. */
  readonly mayOvertake?: (earlier: Operation) => boolean;
  /** Sharp has the order right, and still the result would be wrong. */
  readonly cannotFollow?: (earlier: Operation) => boolean;
  /** Would mix pixels of neighbouring frames when done on the stack of an animation's frames. */
  readonly eachFrame?: boolean;
  /** The size afterwards is sharp's choice: the pass ends here and its result is centred on this canvas. */
  readonly canvas?: Canvas;
  /** Instead of `apply`, and alone in its pass: what sharp cannot do is done to the decoded pixels. */
  readonly redraw?: Redraw;
}

/** May write into the pixels it is given: nobody else needs them. */
export type Redraw = (picture: RawPicture) => RawPicture | Promise<RawPicture>;

/** A size to be reached exactly; what is missing is filled with the colour. */
export interface Canvas extends Size {
  readonly colour: Colour;
}

export type Place<Kind extends Operation> = (operation: Kind, pass: PassSoFar) => Placement;

export function comesBefore(first: Stage, second: Stage): boolean {
  // Overlays are drawn in the order in which they are given.
  if (first === 'overlay' && second === 'overlay') return true;
  return stages.indexOf(first) < stages.indexOf(second);
}
