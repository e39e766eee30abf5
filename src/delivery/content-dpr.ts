import type { Transformation } from '../transform/transformation.ts';
import type { Client } from './client.ts';
import type { Delivered } from './delivered.ts';
import type { Print } from './print.ts';

/**
 * Pixels of the picture for one pixel of the page, where a hint has decided how many there are (spec delivery §9): the browser
 * shows it at the size that it had asked for.
 */
export function contentDprOf(
  print: Print,
  { hints: needs }: Transformation,
  { hints }: Client,
): Pick<Delivered, 'contentDpr'> {
  if (needs === undefined || print.kind === 'original') return {};
  const { width, dpr } = hints;
  if (needs.width && width !== undefined) return { contentDpr: print.plan.width / (width / (dpr ?? 1)) };
  return needs.dpr && dpr !== undefined ? { contentDpr: dpr } : {};
}
