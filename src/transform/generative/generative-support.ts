import { unsupported } from '../refusals.ts';
import type { Token } from '../token.ts';

/** What can be done here: everything, with a provider; padding in some other way, where the operator says so; nothing. */
export type GenerativeSupport = 'all' | 'padding' | 'nothing';

/** Never silently the unchanged picture: callers would keep it (T53). */
export function checkSupport({ key, text }: Token, support: GenerativeSupport): void {
  if (support === 'all' || (support === 'padding' && key === fillKey)) return;
  throw unsupported(text);
}

export const fillKey = 'bg-genfill';
