import type { Operation, PlanInput } from '../../domain/plan.ts';
import { shrinkRatio } from './resize.ts';

/**
 * A JPEG that comes out 16 to 24 times as small is brought to a quarter first. Sharp would have the decoder reduce it 8 times,
 * and has no option for one step less there: 82 to 90 by SSIMULACRA 2 against 95 and more (docs/decisions/0037).
 */
const coarse = { from: 16, to: 24 };

export function shrinkTwice(operations: readonly Operation[], input: PlanInput): readonly Operation[] {
  const [first] = operations;
  if (input.format !== 'jpeg' || first?.kind !== 'resize') return operations;
  const ratio = shrinkRatio(input, first);
  if (ratio < coarse.from || ratio >= coarse.to) return operations;
  const quarter = { width: Math.floor(input.width / 4), height: Math.floor(input.height / 4) };
  return [{ kind: 'resize', ...quarter }, ...operations];
}
