import type { HintNeeds } from '../transform/transformation.ts';
import type { Account } from './account.ts';
import type { VariesOn } from './delivered.ts';
import type { Print } from './print.ts';

interface Chosen {
  readonly print: Print;
  readonly hints: HintNeeds | undefined;
  /** Sent compressed to those who take it. */
  readonly isText: boolean;
}

/**
 * Everything of the request but its URL that another answer could have come of, and nothing else: one too few, and a shared
 * cache hands a picture to somebody who cannot see it; one too many, and it keeps what nobody needs.
 */
export function variesOn({ settings }: Account, { print, hints, isText }: Chosen): VariesOn {
  if (print.kind === 'original') return isText ? asText : asStored;
  const { negotiated } = print;
  const isPlain = hints === undefined && !settings.saveData && settings.maxSizeMobile === undefined;
  if (isPlain && !isText && settings.acceptOverrides.length === 0) return negotiated ? onAccept : asStored;
  return {
    accept: negotiated,
    userAgent: negotiated && settings.acceptOverrides.length > 0,
    hints,
    savesData: settings.saveData,
    isMobile: settings.maxSizeMobile !== undefined,
    coding: isText,
  };
}

const asStored: VariesOn = {
  accept: false,
  userAgent: false,
  savesData: false,
  isMobile: false,
  coding: false,
};
const asText: VariesOn = { ...asStored, coding: true };
const onAccept: VariesOn = { ...asStored, accept: true };
