import type { TextFont } from '../../domain/text-box.ts';
import { defaultFamily } from '../font-families.ts';
import type { FontChoice } from '../parameters/font-family.ts';
import type { FontNeeded, PlanOptions } from '../planning.ts';
import type { Sources } from '../sources.ts';

export type FoundFont =
  | { readonly kind: 'family'; readonly family: string }
  | { readonly kind: 'file'; readonly contentHash: string };

export function findFont(
  choice: FontChoice = { kind: 'family', family: defaultFamily },
  { font }: PlanOptions,
): FoundFont | FontNeeded {
  if (choice.kind === 'family') return choice;
  const path = `/${choice.path}`;
  const contentHash = font(path);
  return contentHash === undefined ? { kind: 'font', path } : { kind: 'file', contentHash };
}

/** A font file is one of the sources of the plan, as a picture is. */
export function inPlan(font: FoundFont, sources: Sources): TextFont {
  return font.kind === 'family' ? font : { kind: 'file', source: sources.numberOf(font.contentHash) };
}
