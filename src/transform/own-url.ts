export interface OwnPlaces {
  /** Base of delivery URLs, without trailing slash. */
  readonly endpoint: string;
  /** Custom domains, and the prefixes of the endpoints that they stand for. */
  readonly domains?: ReadonlyMap<string, string>;
}

/**
 * What stands behind the endpoint in a whole URL, raw, with its leading slash and its query. Undefined for a URL of somebody
 * else. Whether it says http or https is its writer's matter: this server may stand behind a proxy that knows better.
 */
export function readOwnUrl(text: string, { endpoint, domains }: OwnPlaces): string | undefined {
  if (!URL.canParse(text)) return undefined;
  // As a browser would ask for it: `URL` encodes what old SDKs leave bare.
  const [url, own] = [new URL(text), new URL(endpoint)];
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const prefix = domains?.get(url.host) ?? domains?.get(url.hostname);
  if (prefix !== undefined) return `${prefix === '' ? '' : `/${prefix}`}${url.pathname}${url.search}`;
  if (url.host !== own.host) return undefined;
  if (!url.pathname.startsWith(`${own.pathname}/`)) return undefined;
  return url.pathname.slice(own.pathname.length) + url.search;
}
