import { notFound } from '../domain/errors.ts';
import { percentDecode } from './percent-decode.ts';
import { badPath } from './refusals.ts';
import { seoTarget } from './seo-path.ts';

/** Raw path behind the endpoint, transformations taken out → path of the file with a leading slash (spec delivery §1). */
export function readFilePath(rawPath: string): string {
  const path = seoTarget(collapse(percentDecode(rawPath)));
  if (path === '' || path.endsWith('/')) throw notFound('Not Found', { reason: 'ENOENT - No such file' });
  refuseClimbing(path);
  return `/${path}`;
}

/** Traversal: nothing behind this line ever sees a path that could leave the place it is looked up in. */
function refuseClimbing(path: string): void {
  if (path.includes('\0') || path.includes('\\'))
    throw badPath('the path has a character that is not allowed');
  if (/(^|\/)\.\.?(\/|$)/.test(path)) throw badPath('the path has a . or .. segment');
}

/** Empty segments are dropped, except behind the scheme of a proxied URL, where one is put back. */
function collapse(path: string): string {
  if (!path.startsWith('/') && !path.includes('//') && !path.startsWith('http')) return path;
  const collapsed = path.replace(/\/{2,}/g, '/').replace(/^\//, '');
  return collapsed.replace(/^(https?:)\//, '$1//');
}
