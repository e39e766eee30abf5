import type { OriginId, UrlEndpointId } from './ids.ts';

/** A first path segment of delivery URLs, with the origins that are tried below it (spec library-api §13.2). */
export interface UrlEndpoint {
  readonly id: UrlEndpointId;
  readonly description: string;
  /** Empty for the default endpoint alone. */
  readonly urlPrefix: string;
  /** In the order they are tried, after the library. */
  readonly origins: readonly OriginId[];
  readonly urlRewriter?: UrlRewriter;
}

export type UrlRewriter =
  | { readonly type: 'CLOUDINARY'; readonly preserveAssetDeliveryTypes: boolean }
  | { readonly type: 'IMGIX' }
  | { readonly type: 'AKAMAI' };

/** Exists from the start and cannot be deleted. */
export const defaultEndpointId = 'default' as UrlEndpointId;
