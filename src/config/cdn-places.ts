import type { Setting } from './setting.ts';

/** Caches in front of the server, each `KIND:WHERE`. */
export type CdnPlace =
  | { readonly kind: 'purge' | 'post'; readonly address: string }
  | { readonly kind: 'cloudflare' | 'fastly'; readonly id: string; readonly address?: string };

const expected =
  'purge:URL, post:URL, cloudflare:ZONE or fastly:SERVICE, separated by commas; the last two with @URL for another API';

export function cdnPlaces(name: string, sentence: string): Setting<readonly CdnPlace[]> {
  const read = (value: string) =>
    value
      .split(',')
      .flatMap((place) => place.trim() || [])
      .map(readPlace);
  return { name, default: '', expected, sentence, read, defaultNote: 'none' };
}

function readPlace(text: string): CdnPlace {
  const [, kind, where = ''] = /^(purge|post|cloudflare|fastly):(.+)$/.exec(text) ?? [];
  if (kind === 'purge' || kind === 'post') return { kind, address: readAddress(where) };
  if (kind !== 'cloudflare' && kind !== 'fastly') throw new TypeError(expected);
  const [, id, address] = /^([A-Za-z0-9]+)(?:@(.+))?$/.exec(where) ?? [];
  if (id === undefined) throw new TypeError(expected);
  return { kind, id, ...(address !== undefined && { address: readAddress(address) }) };
}

function readAddress(text: string): string {
  if (!/^https?:$/.test(new URL(text).protocol)) throw new TypeError(expected);
  return text;
}
