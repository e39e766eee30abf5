import type { DeliverySettings, UnsignedRule } from '../domain/delivery-settings.ts';
import type { MediaKind } from '../domain/media-facts.ts';

type Rules = Pick<DeliverySettings, 'restrictUnsigned' | 'restrictUnsignedVideos'>;

/** Whether the URL of a file of this kind needs a signature (spec delivery §12.1). */
export function needsSignature(rules: Rules, kind: MediaKind, isAi: boolean): boolean {
  const { restrictUnsigned, restrictUnsignedVideos = restrictUnsigned } = rules;
  return isMet(kind === 'image' ? restrictUnsigned : restrictUnsignedVideos, isAi);
}

/** Of whatever kind the file is: so nothing need be looked up. */
export function alwaysNeedsSignature(rules: Rules, isAi: boolean): boolean {
  return needsSignature(rules, 'image', isAi) && needsSignature(rules, 'video', isAi);
}

/** Of a file that is not there, and has no kind: its absence must not show which others there are. */
export function mayNeedSignature(rules: Rules, isAi: boolean): boolean {
  return needsSignature(rules, 'image', isAi) || needsSignature(rules, 'video', isAi);
}

function isMet(rule: UnsignedRule, isAi: boolean): boolean {
  return rule === 'all' || (rule === 'ai' && isAi);
}
