import type { Answer } from './ask.ts';

/** Routes that the official API has and this server may not have yet. A row leaves by itself: once it is served, it counts. */
const mayBeMissing = ['/api/v2/files/upload'];

const noRoute = 'The requested resource does not exist.';
const refusedWhole = /not supported yet|does not support upload V2 yet/;

/** Why this answer says nothing of the feature: it is not there yet, and says so. Undefined: it is. */
export function whyPending(
  path: string,
  { status, text }: Pick<Answer, 'status' | 'text'>,
): string | undefined {
  if (status === 400 && refusedWhole.test(text)) return 'refused as not supported yet';
  if (status !== 404 || !text.includes(noRoute)) return undefined;
  return mayBeMissing.some((prefix) => path.startsWith(prefix)) ? 'no such route yet' : undefined;
}
