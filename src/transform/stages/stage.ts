import type { Variables } from '../expression.ts';
import type { StepValues } from '../parameters/index.ts';
import type { Picture } from '../picture.ts';
import type { ClientHints } from '../planning.ts';
import type { SeenSubject } from '../subject-window.ts';

/** One kind of work inside a step: it looks at the values it knows and leaves the picture alone when they are absent. */
export type Stage = (picture: Picture, values: StepValues, context: StageContext) => Picture;

export interface StageContext {
  /** What expressions may refer to; the current sides are those of the step's input. */
  readonly known: Variables;
  readonly maxDprSide: number;
  readonly maxShadowPixels: number;
  readonly hints: ClientHints;
  /** What `fo-face` or `fo-<object>` has found. */
  readonly subject?: SeenSubject;
}
