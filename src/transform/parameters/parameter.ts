/**
 * One URL parameter: all that the parser needs and all that the manual says. A new parameter is a new file with one
 * of these, and a line in index.ts.
 */
export interface Parameter<Value> {
  /** As written in the URL, aliases included. Effects are written whole: `e-grayscale`. */
  readonly keys: readonly string[];
  /** The value that a key without one stands for; absent: such a token counts as not there. */
  readonly bare?: string;
  readonly allowedIn: readonly Place[];
  /** Needs a model. */
  readonly isGenerative?: boolean;
  /** Values in words, for the manual. */
  readonly values: string;
  readonly sentence: string;
  readonly example: string;
  /** Undefined: not a value of this parameter, the request is answered with 400. */
  readonly read: (text: string) => Value | undefined;
}

/** `request`: acts on the whole request, in whichever step it stands. */
export type Place = 'base' | 'image layer' | 'text layer' | 'canvas layer' | 'request';

/** Where a step can stand. */
export type StepPlace = Exclude<Place, 'request'>;

export type ValueOf<P> = P extends Parameter<infer Value> ? Value : never;

/** The same table with values in the place of descriptions. */
export type ValuesOf<Table> = { readonly [Name in keyof Table]?: ValueOf<Table[Name]> };
