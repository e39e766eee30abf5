import type { GenerationNeeded, PlanSource } from '../transform/planning.ts';
import type { FindGenerated } from './generations.ts';

/** What models have made for one print. */
export interface Generated {
  /** Undefined until it is found. */
  source(key: string): PlanSource | undefined;
  find(needed: GenerationNeeded): Promise<'found' | 'pending'>;
}

export interface ModelRequest {
  /** False: nobody waits for the print, so only what is known already counts: a model costs money. */
  readonly mayAskModels: boolean;
}

export function createGenerated(
  findGenerated: FindGenerated | undefined,
  { mayAskModels }: ModelRequest,
): Generated {
  const known = new Map<string, PlanSource>();
  return {
    source: (key) => known.get(key),
    async find(needed) {
      const source = await findGenerated?.({ needed, mayStart: mayAskModels });
      if (source === undefined || source === 'pending') return 'pending';
      known.set(needed.key, source);
      return 'found';
    },
  };
}
