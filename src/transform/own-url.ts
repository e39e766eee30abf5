/**
 * What stands behind the endpoint in a whole URL, raw, with its leading slash and its query. Undefined for a URL of somebody
 * else. Whether it says http or https is its writer's matter: this server may stand behind a proxy that knows better.
 */
export function readOwnUrl(text: string, endpoint: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  // As a browser would ask for it: `URL` encodes what old SDKs leave bare.
  const [url, own] = [new URL(text), new URL(endpoint)];
  if (!/^https?:$/.test(url.protocol) || url.host !== own.host) return undefined;
  if (!url.pathname.startsWith(`${own.pathname}/`)) return undefined;
  return url.pathname.slice(own.pathname.length) + url.search;
}
