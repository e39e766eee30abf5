import type { DeliveryUrl } from './delivery-url.ts';
import { behindEndpoint } from './endpoint-path.ts';
import { readFilePath } from './file-path.ts';
import { percentDecode } from './percent-decode.ts';
import { signedTexts } from './signed-texts.ts';
import { readTextToImagePath } from './text-to-image-path.ts';
import { takeThumbnail } from './thumbnail-suffix.ts';

/**
 * `target`: the request target as it came. Undefined when its first segment is not `id`. Throws MediaError invalid for
 * a path that tries to climb, not_found for one that names no file. Runs on every cache hit: text is copied only
 * where there is something to take out or to decode.
 */
export function parseDeliveryUrl(target: string, { id }: { id: string }): DeliveryUrl | undefined {
  const mark = target.indexOf('?');
  const rest = behindEndpoint(mark === -1 ? target : target.slice(0, mark), id);
  if (rest === undefined) return undefined;
  const rawQuery = mark === -1 ? '' : withoutFragment(target.slice(mark + 1));
  const transformations: string[] = [];
  const { rawPath, ...suffix } = takeThumbnail(takeTransformations(rest, transformations));
  const file = readTextToImagePath(readFilePath(rawPath));
  const fromQuery = rawQuery === '' ? {} : readQuery(rawQuery, transformations);
  const transformation = percentDecode(transformations.join(':'));
  return { ...file, ...suffix, transformation, ...fromQuery, signedTexts: () => signedTexts(rest, rawQuery) };
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
