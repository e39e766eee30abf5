import { createHash } from 'node:crypto';
import { type ExternalOrigin, isOriginSecret, type OriginPlace } from '../../domain/external-origin.ts';
import type { OriginId } from '../../domain/ids.ts';
import type { Origin } from '../../domain/origin.ts';
import type { UrlEndpoint } from '../../domain/url-endpoint.ts';

/** Endpoints as they were at one moment, made ready: a delivery looks up its own by one word. */
export interface Endpoints {
  /** By their prefixes; the default one is ''. */
  readonly byPrefix: ReadonlyMap<string, Endpoint>;
}

export interface Endpoint extends Pick<UrlEndpoint, 'urlPrefix' | 'urlRewriter'> {
  /** In the order they are tried, after the library. */
  readonly origins: readonly AttachedOrigin[];
  /** What its origins say of keeping their files goes for everybody (spec delivery §16.1). */
  readonly obeysOrigins: boolean;
}

export interface AttachedOrigin extends Pick<Origin, 'open'> {
  readonly id: OriginId;
  /** Stands for how it is set up. */
  readonly setup: string;
  readonly forwardsHost: boolean;
  readonly canonicalBase?: string;
  /** Its files are taken over into the library when they are first asked for. */
  readonly isCopied: boolean;
}

export interface EndpointRows {
  readonly endpoints: readonly UrlEndpoint[];
  readonly origins: readonly ExternalOrigin[];
}

export interface EndpointParts {
  /** The same object as long as nothing has changed. */
  readonly current: () => EndpointRows;
  readonly openOrigin: (place: OriginPlace) => Origin;
  readonly settings: EndpointSettings;
}

export interface EndpointSettings {
  /** Prefixes of endpoints, `default` for the one without, or `*` for all. */
  readonly originCacheControl: readonly string[];
  /** Ids or names of origins, or `*` for all. */
  readonly copyFromOrigins: readonly string[];
}

export function createEndpoints(parts: EndpointParts): () => Endpoints {
  const { current, settings } = parts;
  const openOrigin = rememberOpened(parts.openOrigin);
  let rows = current();
  let made = makeEndpoints(rows, openOrigin, settings);
  return () => {
    if (rows !== current()) {
      rows = current();
      made = makeEndpoints(rows, openOrigin, settings);
    }
    return made;
  };
}

type Open = EndpointParts['openOrigin'];

/** What is set up as before keeps its connections and tokens. */
function rememberOpened(open: Open): Open {
  let known = new Map<string, Origin>();
  return (place) => {
    const key = JSON.stringify(place);
    const origin = known.get(key) ?? open(place);
    if (known.size > rememberedOrigins) known = new Map();
    known.set(key, origin);
    return origin;
  };
}

const rememberedOrigins = 1000;

function makeEndpoints(
  { endpoints, origins }: EndpointRows,
  open: Open,
  settings: EndpointSettings,
): Endpoints {
  const attached = new Map(origins.map((origin) => [origin.id, attach(origin, open, settings)]));
  const byPrefix = endpoints.map((endpoint): [string, Endpoint] => {
    const { urlPrefix, urlRewriter } = endpoint;
    return [
      urlPrefix,
      {
        urlPrefix,
        ...(urlRewriter && { urlRewriter }),
        origins: endpoint.origins.flatMap((id) => attached.get(id) ?? []),
        obeysOrigins: names(settings.originCacheControl, urlPrefix === '' ? 'default' : urlPrefix),
      },
    ];
  });
  return { byPrefix: new Map(byPrefix) };
}

function attach(external: ExternalOrigin, open: Open, { copyFromOrigins }: EndpointSettings): AttachedOrigin {
  const { id, name, place, includeCanonicalHeader, baseUrlForCanonicalHeader: canonicalBase } = external;
  const origin = open(place);
  return {
    id,
    setup: setupOf(place),
    forwardsHost: place.type === 'WEB_FOLDER' && place.forwardHostHeaderToOrigin,
    ...(includeCanonicalHeader && canonicalBase !== undefined && { canonicalBase }),
    isCopied: names(copyFromOrigins, id) || names(copyFromOrigins, name),
    open: origin.open,
  };
}

function names(list: readonly string[], name: string): boolean {
  return list.includes('*') || list.includes(name);
}

/** New keys lead to the same files; another bucket or address does not. */
function setupOf(place: OriginPlace): string {
  const telling = Object.entries(place).filter(([property]) => !isOriginSecret(property));
  return createHash('sha256').update(JSON.stringify(telling)).digest('hex').slice(0, 16);
}
