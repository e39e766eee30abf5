import type { DeliveryUrl } from './delivery-url.ts';
import { behindEndpoint } from './endpoint-path.ts';
import { readFilePath } from './file-path.ts';
import { type EndpointsByPrefix, type FoundEndpoint, findEndpoint, onlyDefault } from './find-endpoint.ts';
import { percentDecode } from './percent-decode.ts';
import { rewriteUrl } from './rewriters/rewrite-url.ts';
import { signedTexts } from './signed-texts.ts';
import { readTextToImagePath } from './text-to-image-path.ts';
import { takeThumbnail } from './thumbnail-suffix.ts';

/** What the beginning of a target is held against. */
export interface DeliveryPlaces {
  /** First path segment of delivery URLs. */
  readonly id: string;
  /** Absent: there is none but the default one. */
  readonly endpoints?: EndpointsByPrefix;
  /** The target was sent to a custom domain: prefix of the endpoint that it stands for. Its paths do without the id. */
  readonly domain?: string;
}

/**
 * `target`: the request target as it came. Undefined when its first segment is not `id`. Throws MediaError invalid for
 * a path that tries to climb, not_found for one that names no file. Runs on every cache hit: text is copied only
 * where there is something to take out or to decode.
 */
export function parseDeliveryUrl(target: string, places: DeliveryPlaces): DeliveryUrl | undefined {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const rest = places.domain === undefined ? behindEndpoint(path, places.id) : path.slice(1);
  if (rest === undefined) return undefined;
  const rawQuery = mark === -1 ? '' : withoutFragment(target.slice(mark + 1));
  const { prefix: endpoint, behind } = endpointOf(rest, places);
  const rewriter = places.endpoints?.get(endpoint)?.urlRewriter;
  const asWritten = { rawPath: behind, rawQuery };
  const ours = rewriter === undefined ? asWritten : rewriteUrl(rewriter, asWritten);
  const transformations: string[] = [];
  const { rawPath, ...suffix } = takeThumbnail(takeTransformations(ours.rawPath, transformations));
  const file = readTextToImagePath(readFilePath(rawPath));
  const fromQuery = ours.rawQuery === '' ? {} : readQuery(ours.rawQuery, transformations);
  const transformation = percentDecode(transformations.join(':'));
  const texts = () => signedTexts(endpoint === '' ? [rest] : [rest, behind], rawQuery);
  return { ...file, ...suffix, endpoint, transformation, ...fromQuery, signedTexts: texts };
}

/** A domain may stand for one endpoint alone: then its prefix is not written. */
function endpointOf(rest: string, { endpoints = onlyDefault, domain = '' }: DeliveryPlaces): FoundEndpoint {
  return domain === '' ? findEndpoint(rest, endpoints) : { prefix: domain, behind: rest };
}

/** Split before decoding: a `%2F` inside Base64 does not end the segment (spec image-transformations §2.1). */
function takeTransformations(rawPath: string, into: string[]): string {
  if (!rawPath.includes('tr')) return rawPath;
  const others: string[] = [];
  for (const segment of rawPath.split('/')) {
    const prefix = transformationPrefix.exec(segment)?.[0];
    if (prefix === undefined) others.push(segment);
    else if (segment.length > prefix.length) into.push(segment.slice(prefix.length));
  }
  return others.join('/');
}

const transformationPrefix = /^tr(:|%3[aA])/;

/** An empty signature is present, and wrong. */
type FromQuery = Pick<
  DeliveryUrl,
  'signature' | 'expiry' | 'attachment' | 'objectVersion' | 'sanitizeSvg' | 'debug'
>;

function readQuery(rawQuery: string, transformations: string[]): FromQuery {
  const values = new Map<string, string>();
  for (const parameter of rawQuery.split('&')) {
    const equals = parameter.indexOf('=');
    const name = equals === -1 ? parameter : parameter.slice(0, equals);
    const value = equals === -1 ? '' : parameter.slice(equals + 1);
    if (name !== 'tr') values.set(name, value);
    else if (value !== '') transformations.push(value);
  }
  return {
    ...present('signature', values.get('ik-s')),
    ...present('expiry', values.get('ik-t')),
    ...readAttachment(values),
    ...(values.get('ik-sanitizeSvg') === 'true' ? { sanitizeSvg: true } : {}),
    ...(values.get('ik-debug') === 'true' ? { debug: true } : {}),
    ...present('objectVersion', values.get('ik-obj-version') || undefined),
  };
}

/** Only `true` counts (O7). */
function readAttachment(values: ReadonlyMap<string, string>): Pick<DeliveryUrl, 'attachment'> {
  if (values.get('ik-attachment') !== 'true') return {};
  return { attachment: present('name', values.get('ik-attachment-filename') || undefined) };
}

function present<Name extends string>(name: Name, value: string | undefined): { [N in Name]?: string } {
  return value === undefined ? {} : ({ [name]: percentDecode(value) } as { [N in Name]?: string });
}

function withoutFragment(query: string): string {
  const hash = query.indexOf('#');
  return hash === -1 ? query : query.slice(0, hash);
}
