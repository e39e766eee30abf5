import { MediaError } from './errors.ts';

/**
 * Hides secrets in the database. A text that was never sealed opens as it is, so that a database from before the first
 * secret goes on working. What cannot be opened is a MediaError forbidden.
 */
export interface Seal {
  /** `place`: what the text belongs to. Moved to another row, it does not open. */
  seal(text: string, place: string): string;
  open(kept: string, place: string): string;
  /** Would `seal` write it otherwise? */
  isDue(kept: string): boolean;
}

/** Begins every sealed text, and nothing that is sealed begins with it. */
export const sealedMark = 'sealed:';

export function isSealed(kept: string): boolean {
  return kept.startsWith(sealedMark);
}

/** Without a secret: what is sealed stays closed, and everything else is as it is. */
export const noSeal: Seal = {
  seal: (text) => text,
  open(kept) {
    if (!isSealed(kept)) return kept;
    throw new MediaError('forbidden', 'The database holds sealed secrets: CALOTYPE_SECRET has to be set.');
  },
  isDue: () => false,
};
