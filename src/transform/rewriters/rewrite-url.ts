import type { UrlRewriter } from '../../domain/url-endpoint.ts';
import { rewriteAkamai } from './akamai.ts';
import { rewriteCloudinary } from './cloudinary.ts';
import { rewriteImgix } from './imgix.ts';
import type { RawUrl } from './raw-url.ts';

/**
 * A URL in the language of another service, in ours; what is in ours already stays (spec delivery §18). What cannot be used of it is
 * dropped, so the result is always understood. Runs on every hit of an endpoint that has a rewriter, and on no other.
 */
export function rewriteUrl(rewriter: UrlRewriter, url: RawUrl): RawUrl {
  switch (rewriter.type) {
    case 'CLOUDINARY':
      return rewriteCloudinary(url, rewriter);
    case 'IMGIX':
      return rewriteImgix(url);
    case 'AKAMAI':
      return rewriteAkamai(url);
  }
}
