import type { Delivered } from '../../delivery/delivered.ts';
import type { Head } from './head.ts';
import { acceptedHints, varyOf } from './vary.ts';

/** What a 304 says as well (RFC 9110 §15.4.5). */
export function validators(delivered: Delivered): Head {
  const { etag, lastModified, cache, variesOn, contentDpr, isDefaultImage, file } = delivered;
  const head: Head = ['etag', `"${etag}"`, 'last-modified', lastModified.toUTCString()];
  head.push('cache-control', cacheControl(cache));
  const vary = varyOf(variesOn);
  if (vary !== '') head.push('vary', vary);
  if (variesOn.hints !== undefined) head.push('accept-ch', acceptedHints);
  if (contentDpr !== undefined) head.push('content-dpr', contentDpr.toFixed(2));
  if (isDefaultImage) head.push('ik-default-image', 'true');
  const { canonicalUrl } = file.remote ?? {};
  if (canonicalUrl !== undefined) head.push('link', `<${canonicalUrl}>; rel="canonical"`);
  return head;
}

function cacheControl({ scope, maxAgeSeconds }: Delivered['cache']): string {
  if (scope === 'private') return `private, max-age=${maxAgeSeconds}`;
  return `public, s-maxage=${maxAgeSeconds}, max-age=${maxAgeSeconds}, must-revalidate`;
}
