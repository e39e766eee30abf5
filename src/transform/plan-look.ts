import type { Plan } from '../domain/plan.ts';
import { makePlan } from './make-plan.ts';
import { parseTransformation } from './parse-transformation.ts';
import type { PlanSettings, PlanSource } from './planning.ts';

/** Models look at squares of 640 to 1,024 pixels; more would only be sent and thrown away. */
const look = parseTransformation('w-1024,h-1024,c-at_max,f-jpg,q-85', {
  lenient: false,
  generative: 'nothing',
  maxSteps: 1,
  maxLayers: 0,
  findNamed: () => undefined,
});

/** The upright picture that a detector is shown. */
export function planLook(source: PlanSource, settings: PlanSettings): Plan {
  const planning = makePlan(look, source, {
    accepts: { webp: false, avif: false },
    // Nobody else need know where and when, whatever the account keeps for its own visitors.
    settings: { ...settings, autoOrient: true, keepMetadata: false, keepProfile: false },
    measured: () => undefined,
    overlay: () => undefined,
    font: () => undefined,
    detected: () => undefined,
  });
  if (planning.kind !== 'plan') throw new Error('A look needs nothing but the picture');
  return planning.plan;
}
