import { type Agent, type Dispatcher, request } from 'undici';
import { downloadFailed } from './failures.ts';

export interface FetchOptions {
  readonly dispatcher: Agent;
  readonly maxRedirects: number;
  readonly idleTimeoutMs: number;
  readonly signal: AbortSignal;
}

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** Follows redirects by hand: every hop is a URL as untrusted as the first. */
export async function fetchFollowing(url: string, options: FetchOptions): Promise<Dispatcher.ResponseData> {
  let target = checkUrl(url);
  for (let hops = 0; hops <= options.maxRedirects; hops += 1) {
    const response = await get(target, options);
    if (!redirectStatuses.has(response.statusCode)) return response;
    discard(response);
    const { location } = response.headers;
    if (typeof location !== 'string') throw downloadFailed('BAD_STATUS');
    target = checkUrl(location, target);
  }
  throw downloadFailed('TOO_MANY_REDIRECTS');
}

/** The body will not be read; its connection goes. */
export function discard(response: Dispatcher.ResponseData): void {
  response.body.on('error', () => {}).destroy();
}

function checkUrl(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  // With a user name, `http://trusted.example@10.0.0.1/` reads like a place that it is not.
  if (!url || !isWeb || url.username !== '' || url.password !== '') throw downloadFailed('INVALID_URL');
  return url;
}

function get(
  url: URL,
  { dispatcher, signal, idleTimeoutMs }: FetchOptions,
): Promise<Dispatcher.ResponseData> {
  return request(url, {
    dispatcher,
    signal,
    bodyTimeout: idleTimeoutMs,
    headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Calotype' },
  });
}
