import { percentDecode } from './percent-decode.ts';

/**
 * The paths of files that URLs may deliver which begin with `behind`, a raw text behind the endpoint that may end anywhere:
 * each such path begins with what is returned. A transformation may stand anywhere in a URL, so where the text ends within one,
 * or could, what it says of the path ends before.
 */
export function readPathPrefix(behind: string): string {
  const [rawPath = ''] = behind.split('?', 1);
  const segments = rawPath
    .split('/')
    .filter((segment, index, all) => segment !== '' || index === all.length - 1);
  const last = segments.pop() ?? '';
  const folders = segments.filter((segment) => !isTransformation(segment));
  if (folders.length > 0 && mayBecomeThumbnail(last)) return percentDecode(`/${withoutSeoName(folders)}`);
  const name = isTransformation(last) || mayBecomeTransformation(last) ? '' : last;
  return percentDecode(`/${withoutSeoName([...folders, name])}`);
}

function isTransformation(segment: string): boolean {
  return /^tr(:|%3a)/i.test(segment);
}

function mayBecomeTransformation(segment: string): boolean {
  return segment !== '' && ('tr:'.startsWith(segment) || 'tr%3a'.startsWith(segment.toLowerCase()));
}

/** `/paper.pdf/ik-thumb` is of `/paper.pdf` (thumbnail-suffix.ts). */
function mayBecomeThumbnail(segment: string): boolean {
  return segment.startsWith('ik-t') && 'ik-thumbnail.jpg'.startsWith(segment);
}

/** `ik-seo/shop/cat/nice-name` is of `/shop/cat.jpg`: the last segment is no part of the path (seo-path.ts). */
function withoutSeoName([first, ...rest]: string[]): string {
  if (first !== 'ik-seo' || rest.length === 0) return [first, ...rest].join('/');
  return (rest.length === 1 ? rest : rest.slice(0, -1)).join('/');
}
