import type { ImageFacts } from '../domain/media-facts.ts';
import type { Operation } from '../domain/plan.ts';
import type { OutputValues } from './parameters/index.ts';
import type { Accepts, PlanSettings } from './planning.ts';

export interface StoredRequest {
  readonly facts: ImageFacts;
  readonly output: OutputValues;
  readonly operations: readonly Operation[];
  readonly accepts: Accepts;
  readonly settings: Pick<PlanSettings, 'keepMetadata'>;
}

/**
 * Nothing was asked of pixels or bytes, and the client can show what is stored (spec delivery O15). Metadata is only for
 * those who ask for it (§8): it may tell the place and the camera.
 */
export function storedWillDo({ facts, output, operations, accepts, settings }: StoredRequest): boolean {
  const { format = 'auto', ...others } = output;
  const asksForNothing = operations.length === 0 && format === 'auto' && Object.keys(others).length === 0;
  return asksForNothing && (settings.keepMetadata || !facts.hasMetadata) && canShow(facts, accepts);
}

function canShow({ format }: ImageFacts, accepts: Accepts): boolean {
  if (format === 'webp') return accepts.webp;
  if (format === 'avif') return accepts.avif;
  return format === 'jpeg' || format === 'png' || format === 'gif';
}
