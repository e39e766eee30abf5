import type { GenerationNeeded, PlanSource } from '../transform/planning.ts';
import type { FindGenerated } from './generations.ts';

/** What models have made for one print. */
export interface Generated {
  /** Undefined until it is found. */
  source(key: string): PlanSource | undefined;
  find(needed: GenerationNeeded): Promise<'found' | 'pending'>;
}

export interface GeneratedRequest {
  /** False: nobody waits for the print, so nothing is made that costs money. */
  readonly mayGenerate: boolean;
}

export function createGenerated(
  findGenerated: FindGenerated | undefined,
  { mayGenerate }: GeneratedRequest,
): Generated {
  const known = new Map<string, PlanSource>();
  return {
    source: (key) => known.get(key),
    async find(needed) {
      const source = await findGenerated?.({ needed, mayStart: mayGenerate });
      if (source === undefined || source === 'pending') return 'pending';
      known.set(needed.key, source);
      return 'found';
    },
  };
}
