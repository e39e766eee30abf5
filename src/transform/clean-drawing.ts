import { plainOutput } from './plain-output.ts';
import type { PlanSource, ReadyPlan } from './planning.ts';

/** An SVG that stays one, without what could run or reach out (spec delivery §5, `ik-sanitizeSvg`). */
export function cleanDrawing({ facts: { width, height }, contentHash }: PlanSource): ReadyPlan {
  const input = { format: 'svg', autoOrient: false, frames: 0, width, height } as const;
  return {
    kind: 'plan',
    plan: { input, operations: [], output: plainOutput('svg'), width, height },
    contentHashes: [contentHash],
    negotiated: false,
    storedWillDo: false,
  };
}
