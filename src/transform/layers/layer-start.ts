import type { LayerInput } from '../../domain/plan.ts';
import type { Surroundings } from '../surroundings.ts';
import type { ParameterStep } from '../transformation.ts';

/** A layer before the first of its steps. */
export interface LayerStart {
  readonly kind: 'start';
  readonly input: LayerInput;
  /** Without what the input has used up. */
  readonly steps: readonly ParameterStep[];
  readonly around: Surroundings;
}
