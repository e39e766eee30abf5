import type { OpacityOperation } from '../../domain/plan.ts';
import { solid } from './colour.ts';
import type { Place } from './operation-step.ts';

/** The picture is kept where, and as far as, a sheet of this opacity covers it. */
export const placeOpacity: Place<OpacityOperation> = ({ factor }) => ({
  stage: 'overlay',
  overlay: solid({ r: 0, g: 0, b: 0, alpha: factor }, 'dest-in'),
});
