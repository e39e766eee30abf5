import { invalid, type MediaError } from '../domain/errors.ts';
import type { Purge } from '../domain/purge.ts';
import { type OwnPlaces, readOwnUrl } from '../transform/own-url.ts';

/** A whole delivery URL, exact or with one `*` at its end. Throws MediaError invalid for any other. */
export function readPurge(url: string, own: OwnPlaces): Purge {
  const behind = readOwnUrl(url, own)?.slice(1);
  if (behind === undefined) throw notForPurging();
  const isPrefix = behind.endsWith('*');
  const literal = isPrefix ? behind.slice(0, -1) : behind;
  if (literal.includes('*')) throw notForPurging();
  return { url, behind: literal, isPrefix };
}

/** Prefixes of other products' catalogues behind URL-endpoints: nearly all there is (spec library-api §9.1). */
const neverPrefixes = ['media/catalog/', 's/files/'];
const leastLevels = 2;
const leastCharacters = 15;

/** A `*` must not take in more than was meant (spec library-api §9.1). `urlPrefixes`: of the URL-endpoints. */
export function checkWildcard({ behind, isPrefix }: Purge, urlPrefixes: readonly string[]): void {
  if (!isPrefix) return;
  const [path = ''] = withoutEndpoint(behind, urlPrefixes).split('?', 1);
  const levels = path.split('/').filter((level) => level !== '').length;
  const isNarrow = levels >= leastLevels || path.length >= leastCharacters || isCompleteFile(path);
  if (!isNarrow || neverPrefixes.includes(path)) throw notForPurging();
}

function withoutEndpoint(behind: string, urlPrefixes: readonly string[]): string {
  const matching = urlPrefixes.filter((prefix) => prefix !== '' && behind.startsWith(`${prefix}/`));
  const longest = matching.toSorted((one, other) => other.length - one.length)[0];
  return longest === undefined ? behind : behind.slice(longest.length + 1);
}

/** `sample.jpg` */
function isCompleteFile(path: string): boolean {
  return /[^/]\.[A-Za-z0-9]+$/.test(path);
}

function notForPurging(): MediaError {
  return invalid('The URL is not valid for cache purging.');
}
