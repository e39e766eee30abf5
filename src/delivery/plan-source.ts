import type { ImageFacts } from '../domain/media-facts.ts';
import type { PlanSource } from '../transform/planning.ts';
import type { SourceFile } from './source-file.ts';

export function planSourceOf({ current }: SourceFile, facts: ImageFacts): PlanSource {
  const { customCoordinates } = current.details;
  const source = { facts, contentHash: current.blobHash };
  return customCoordinates === undefined ? source : { ...source, customCoordinates };
}

/** Whatever may change the plan about a file: the version, and its details (the focus area, hence `updatedAt`). */
export function stampOf({ current }: SourceFile): string {
  return `${current.key}${current.updatedAt.getTime()}`;
}
