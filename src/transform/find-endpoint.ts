import type { UrlEndpoint } from '../domain/url-endpoint.ts';

/** Endpoints by their prefixes, the default one under ''. */
export type EndpointsByPrefix = ReadonlyMap<string, Pick<UrlEndpoint, 'urlRewriter'>>;

export interface FoundEndpoint {
  readonly prefix: string;
  /** What stands behind the prefix, raw. */
  readonly behind: string;
}

/**
 * The endpoint of a raw text behind the account's id: `shop/a.jpg` is of `shop` where there is one, of the default one otherwise
 * (spec delivery §1). Prefixes are single segments, so the longest that matches is the only one.
 */
export function findEndpoint(rest: string, endpoints: EndpointsByPrefix): FoundEndpoint {
  // The usual library has no other: nothing is looked up then.
  const slash = endpoints.size > 1 ? rest.indexOf('/') : -1;
  const prefix = slash <= 0 ? '' : rest.slice(0, slash);
  if (prefix === '' || !endpoints.has(prefix)) return { prefix: '', behind: rest };
  return { prefix, behind: rest.slice(slash + 1) };
}

export const onlyDefault: EndpointsByPrefix = new Map([['', {}]]);
