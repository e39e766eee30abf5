import type { LayerPlan } from '../../domain/plan.ts';
import type { Variables } from '../expression.ts';
import type { Picture } from '../picture.ts';
import type { Layer } from '../transformation.ts';

export interface LayOnRequest {
  readonly base: Picture;
  readonly plan: LayerPlan;
  readonly layer: Layer;
  /** Of the finished layer. */
  readonly known: Variables;
}
