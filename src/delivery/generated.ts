import type { MediaFile } from '../domain/media-file.ts';
import type { GenerationNeeded, PlanSource } from '../transform/planning.ts';
import type { FindGenerated } from './generations.ts';

/** What models have made for one print. */
export interface Generated {
  /** Undefined until it is found. */
  source(key: string): PlanSource | undefined;
  find(needed: GenerationNeeded): Promise<'found' | 'pending'>;
}

export interface GeneratedRequest {
  readonly file: MediaFile;
  /** False: nobody waits for the print, so nothing is made that costs money. */
  readonly mayGenerate: boolean;
}

export function createGenerated(
  findGenerated: FindGenerated | undefined,
  { file, mayGenerate }: GeneratedRequest,
): Generated {
  const known = new Map<string, PlanSource>();
  return {
    source: (key) => known.get(key),
    async find(needed) {
      const madeFrom = file.current.blobHash;
      const source = await findGenerated?.({ needed, madeFrom, mayStart: mayGenerate });
      if (source === undefined || source === 'pending') return 'pending';
      known.set(needed.key, source);
      return 'found';
    },
  };
}
