import type { OverlayOptions, Sharp } from 'sharp';
import type { SourceFormat } from '../../domain/media-facts.ts';
import type { Colour, Operation } from '../../domain/plan.ts';

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
  'rotate',
  'cropAfter',
  'extend',
  'blur',
  'overlay',
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
  /** The format that this pass decodes; absent when it begins with raw pixels. */
  readonly decodes: SourceFormat | undefined;
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
}

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
