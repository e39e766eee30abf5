import type { Condition } from './condition.ts';
import type { LayerInput } from './layers/layer-input.ts';
import type { LayerValues, OutputValues, StepValues, TextValues } from './parameters/index.ts';

/**
 * A wish: what the URL says, with everything about spelling gone. Plain data, no aliases, no strings that are
 * numbers. What still depends on the picture (shares, expressions, conditions) is kept as data for the planner.
 */
export interface Transformation {
  readonly steps: readonly Step[];
  /** Stored bytes, whatever else the URL says. `steps` is empty then. */
  readonly original: boolean;
  /**
   * There is a token and every one is `n-…` (spec delivery §12.2, O23). Opens a private file only when `original`
   * is false (O21).
   */
  readonly namedOnly: boolean;
  /** A token in it, that of a name or of a layer included, is one that ImageKit counts as AI (spec delivery §12.2). */
  readonly isGenerative: boolean;
  /** Nothing in it changes the picture or its bytes. */
  readonly isEmpty: boolean;
  /** Hints of the client that it depends on; absent: none. */
  readonly hints?: HintNeeds;
  /** A still picture whatever the source is: the path ends in `/ik-thumbnail.jpg`. */
  readonly thumbnail?: boolean;
  /** An SVG without what could run or reach out (spec delivery §5). */
  readonly sanitizeSvg?: boolean;
  /** Path with a leading slash. */
  readonly defaultImage?: string;
}

export interface HintNeeds {
  /** `w-auto` */
  readonly width: boolean;
  /** `dpr-auto` */
  readonly dpr: boolean;
}

export type Step = ParameterStep | ConditionalStep;

export interface ParameterStep {
  readonly kind: 'parameters';
  readonly values: StepValues;
  /** Wishes for the whole request, whichever step they stand in; the last one reached wins. */
  readonly output: OutputValues;
  /** In the order of writing: the first lies lowest. */
  readonly layers: readonly Layer[];
}

/** A picture on the picture (spec image-transformations §6). */
export interface Layer {
  readonly input: Exclude<LayerInput, { kind: 'text' }> | TextInput;
  /** Its own chain, applied before it is placed. */
  readonly steps: readonly ParameterStep[];
  /** Where it goes and how it lies there, wherever in the layer that was written. */
  readonly values: LayerValues;
}

export interface TextInput {
  readonly kind: 'text';
  readonly text: string;
  /** How it is set. */
  readonly values: TextValues;
}

export interface ConditionalStep {
  readonly kind: 'if';
  readonly condition: Condition;
  readonly then: readonly Step[];
  readonly otherwise: readonly Step[];
}
