import { parse } from 'node:querystring';

/** SDKs send null as an empty value: it equals an absent one (spec library-api §1.6). */
export function readQuery(text: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parse(text)).filter(([, value]) => value !== ''));
}
