import { json } from 'node:stream/consumers';
import type { Dispatcher } from 'undici';
import type { OriginAnswer } from '../domain/origin.ts';
import { boundedBody } from './bounded-body.ts';
import { accessRefused, explainOrigin, isAccessRefused } from './explain-origin.ts';
import { discard, type WebHeaders } from './fetch-following.ts';
import type { WebClient } from './web-client.ts';

export interface TokenQuestion {
  readonly url: string;
  readonly body: string;
  readonly headers: WebHeaders;
}

/** Asks with a token; once more with a new one when it is refused, since tokens may be withdrawn. */
export type AskWithToken = (
  signal: AbortSignal,
  ask: (headers: WebHeaders) => Promise<OriginAnswer>,
) => Promise<OriginAnswer>;

interface Held {
  readonly token: string;
  readonly until: number;
}

/** So that none runs out on its way. */
const marginMilliseconds = 60_000;
const maxAnswerBytes = 64 * 1024;

/** Access tokens by OAuth 2.0 (RFC 6749 §4), held until they run out. */
export function createAskWithToken(client: WebClient, question: () => TokenQuestion): AskWithToken {
  let held: Held | undefined;

  async function fetchToken(signal: AbortSignal): Promise<Held> {
    const { url, body, headers } = question();
    const response = await client.fetch(url, { body, ownHeaders: headers, signal }).catch((error) => {
      throw explainOrigin(error);
    });
    return await readToken(response, signal);
  }

  async function currentHeaders(signal: AbortSignal): Promise<WebHeaders> {
    if (held === undefined || held.until < Date.now()) held = await fetchToken(signal);
    return { authorization: `Bearer ${held.token}` };
  }

  return async (signal, ask) => {
    const wasHeld = held !== undefined;
    try {
      return await ask(await currentHeaders(signal));
    } catch (error) {
      if (!wasHeld || !isAccessRefused(error)) throw error;
    }
    held = undefined;
    return await ask(await currentHeaders(signal));
  };
}

async function readToken(response: Dispatcher.ResponseData, signal: AbortSignal): Promise<Held> {
  if (response.statusCode !== 200) {
    discard(response);
    throw accessRefused();
  }
  const answer = await json(boundedBody(response, { maxBytes: maxAnswerBytes, signal })).catch((error) => {
    signal.throwIfAborted();
    throw accessRefused(error);
  });
  const { access_token: token, expires_in: seconds } = answer as Readonly<Record<string, unknown>>;
  if (typeof token !== 'string') throw accessRefused();
  return { token, until: Date.now() + Number(seconds ?? 0) * 1000 - marginMilliseconds };
}
