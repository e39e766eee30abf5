import { request as overHttp } from 'node:http';
import { request as overTls } from 'node:https';

export interface CdnRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface CdnAnswer {
  readonly status: number;
  /** Its beginning. */
  readonly text: string;
}

const timeoutMilliseconds = 10_000;
const maxAnswerCharacters = 64 * 1024;

/**
 * One request, with the method and `Host` that a cache must see: `fetch` would decide on both. Redirects are not followed: they
 * could lead the token elsewhere.
 */
export function askCdn(url: URL, asked: CdnRequest, signal: AbortSignal): Promise<CdnAnswer> {
  const body = asked.body === undefined ? undefined : JSON.stringify(asked.body);
  const headers = {
    'user-agent': 'Calotype',
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }),
    ...asked.headers,
  };
  const options = {
    method: asked.method,
    headers,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)]),
    // A connection that is kept would hold up the end of the process.
    agent: false as const,
  };
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === 'https:' ? overTls : overHttp)(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text = (text + piece).slice(0, maxAnswerCharacters);
      });
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Told to the operator, and tried again. Tokens are in headers, and so in no message. */
export function cdnFailure(who: string, { status, text }: CdnAnswer): Error {
  return new Error(`${who} answered a purge with ${status}: ${text.slice(0, 200)}`);
}

export function isOk({ status }: CdnAnswer): boolean {
  return status >= 200 && status < 300;
}
