import { type Agent, type Dispatcher, request } from 'undici';
import { downloadFailed } from './failures.ts';

export interface FetchRequest {
  /** A request with a body is a POST, and not redirected. */
  readonly body?: string;
  /** Beside the usual ones. */
  readonly headers?: WebHeaders;
  /** For the server that was asked alone: a redirect to another must not carry off a key, or a host name that is not its own. */
  readonly ownHeaders?: WebHeaders;
}

export type WebHeaders = Readonly<Record<string, string>>;

export interface FetchOptions extends FetchRequest {
  readonly dispatcher: Agent;
  readonly maxRedirects: number;
  readonly idleTimeoutMs: number;
  readonly signal: AbortSignal;
}

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** Follows redirects by hand: every hop is a URL as untrusted as the first. */
export async function fetchFollowing(url: string, options: FetchOptions): Promise<Dispatcher.ResponseData> {
  const first = checkUrl(url);
  const maxRedirects = options.body === undefined ? options.maxRedirects : 0;
  let target = first;
  for (let hops = 0; hops <= maxRedirects; hops += 1) {
    const own = target.origin === first.origin ? options.ownHeaders : {};
    const response = await ask(target, { ...options, headers: { ...options.headers, ...own } });
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

const usualHeaders: WebHeaders = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Calotype' };

function ask(
  url: URL,
  { dispatcher, signal, idleTimeoutMs, body, headers }: FetchOptions,
): Promise<Dispatcher.ResponseData> {
  return request(url, {
    dispatcher,
    signal,
    bodyTimeout: idleTimeoutMs,
    headers: { ...usualHeaders, ...headers },
    ...(body !== undefined && { method: 'POST' as const, body }),
  });
}
