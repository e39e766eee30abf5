import type { ImageFacts } from '../domain/media-facts.ts';
import type { PageMeasurement } from '../domain/plan.ts';
import type { ChosenPage } from './choose-page.ts';
import { keyOfQuestion } from './key-of-question.ts';
import type { MeasurementNeeded, PlanOptions, PlanSource } from './planning.ts';

/**
 * The source as if the page, frame or layers that were chosen were all of it; the same object when nothing was chosen. A
 * page has a size of its own, which only the renderer can tell.
 */
export function sourceOfPage(
  source: PlanSource,
  { page, isStill }: { readonly page: ChosenPage | undefined; readonly isStill: boolean },
  { measured }: PlanOptions,
): PlanSource | MeasurementNeeded {
  const { facts, contentHash } = source;
  const shown = (seen: Partial<ImageFacts>) => ({ ...source, facts: { ...facts, frames: 1, ...seen } });
  if (page?.kind === 'layers') return shown({ isOpaque: false, hasAlpha: true });
  if (page === undefined) return isStill ? shown({}) : source;
  if (page.frame === 0 || !hasSizedPages(facts)) return shown({});
  const measurement = makeMeasurement(facts, page.frame);
  const key = keyOfQuestion([contentHash, measurement]);
  const box = measured(key);
  if (box === undefined) return { kind: 'measure', key, measurement, contentHashes: [contentHash] };
  return shown({ width: box.width, height: box.height });
}

function hasSizedPages({ format }: ImageFacts): boolean {
  return format === 'pdf' || format === 'tiff';
}

function makeMeasurement({ format, width, height }: ImageFacts, frame: number): PageMeasurement {
  return { kind: 'page', input: { format, autoOrient: false, frames: frame, width, height } };
}
