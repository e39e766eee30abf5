import type { ImageFacts } from '../domain/media-facts.ts';
import type { LayerChoice } from '../domain/plan.ts';
import type { Page, PageRange } from './parameters/page.ts';
import { badTransformation } from './refusals.ts';
import type { Step } from './transformation.ts';

export type ChosenPage =
  | { readonly kind: 'frame'; readonly frame: number }
  | { readonly kind: 'layers'; readonly layers: LayerChoice };

/** `pg` acts on the source, in whichever step it stands (spec image-transformations §3.6). Undefined: not asked for. */
export function choosePage(facts: ImageFacts, steps: readonly Step[]): ChosenPage | undefined {
  const page = findPage(steps);
  if (page === undefined) return undefined;
  return facts.format === 'psd'
    ? chooseLayers(page, countPages(facts))
    : chooseFrame(page, countPages(facts));
}

function findPage(steps: readonly Step[]): Page | undefined {
  return steps.flatMap((step) => (step.kind === 'if' ? [] : (step.values.page ?? []))).at(-1);
}

function countPages({ pages, frames }: ImageFacts): number {
  return pages ?? frames;
}

/** Lists, ranges and names are for layers. A page that is not there is refused (T14). */
function chooseFrame(page: Page, count: number): ChosenPage {
  const [range, ...others] = page.kind === 'ranges' ? page.ranges : [];
  if (range === undefined || range.to !== range.from || others.length > 0) {
    throw badTransformation('pg: lists, ranges and names are for the layers of a PSD');
  }
  checkRange(range, count);
  return { kind: 'frame', frame: range.from - 1 };
}

function chooseLayers(page: Page, count: number): ChosenPage {
  if (page.kind === 'names') return { kind: 'layers', layers: page };
  const numbers = numbersIn(page.ranges, count);
  if (numbers.length === 1 && numbers[0] === 1) return { kind: 'frame', frame: 0 };
  return { kind: 'layers', layers: { kind: 'numbers', numbers } };
}

/**
 * Each once, in the order of the file, however they were written: layers are drawn from the bottom up. No number is
 * gone through twice: a thousand times `1-` of a file with thirty thousand layers is a short URL.
 */
function numbersIn(ranges: readonly PageRange[], count: number): number[] {
  const numbers: number[] = [];
  for (const range of ranges.toSorted((one, other) => one.from - other.from)) {
    checkRange(range, count);
    const { from, to = count } = range;
    for (let number = Math.max(from, (numbers.at(-1) ?? 0) + 1); number <= to; number += 1)
      numbers.push(number);
  }
  return numbers;
}

function checkRange({ from, to = from }: PageRange, count: number): void {
  if (to > count) throw badTransformation(`pg-${to}: there are ${count}`);
}
