import type { Answer } from './ask.ts';

/** What is refused whole, by name, until it is there. A name that leaves this list counts from then on. */
const refusedWhole =
  /The (extensions|transformation|checks|webhookUrl) parameter is not supported yet|does not support upload V2 yet/;

/** Why this answer says nothing of the feature: it is not there yet, and says so. Undefined: it is. */
export function whyPending({ status, text }: Pick<Answer, 'status' | 'text'>): string | undefined {
  return status === 400 && refusedWhole.test(text) ? 'refused as not supported yet' : undefined;
}
