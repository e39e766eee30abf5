import { setTimeout as pause } from 'node:timers/promises';
import type { Response } from 'undici';
import { ProviderError } from './ask-provider.ts';

export interface PollPlace {
  readonly location: URL;
  readonly pauseSeconds: number;
}

const usualPauseSeconds = 2;
const longestPauseSeconds = 30;

/**
 * Where to ask again, and when. Only at the provider itself: another place would be given the token, and might be one that this
 * server alone can reach (server-side request forgery).
 */
export function pollPlace({ headers }: Pick<Response, 'headers'>, provider: URL): PollPlace {
  const text = headers.get('location');
  if (text === null || !URL.canParse(text, provider.href))
    throw new ProviderError('The provider has answered 202 without a Location');
  const location = new URL(text, provider);
  if (location.origin !== provider.origin)
    throw new ProviderError(`The provider sends on to ${location.origin}`);
  return { location, pauseSeconds: pauseOf(headers.get('retry-after')) };
}

function pauseOf(header: string | null): number {
  const seconds = Number(header ?? usualPauseSeconds);
  return seconds >= 0 ? Math.min(seconds, longestPauseSeconds) : usualPauseSeconds;
}

export async function pollPause(seconds: number, signal: AbortSignal): Promise<void> {
  await pause(seconds * 1000, undefined, { signal });
}
