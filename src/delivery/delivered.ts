import type { Readable } from 'node:stream';
import type { ByteRange } from '../domain/blob-store.ts';
import type { MediaKind } from '../domain/media-facts.ts';
import type { Version } from '../domain/version.ts';
import type { DeliveryUrl } from '../transform/delivery-url.ts';
import type { Accepts } from '../transform/planning.ts';

export interface DeliveryRequest {
  readonly url: DeliveryUrl;
  readonly accepts: Accepts;
  /** Fires when this caller has gone. Asked for only when there is something to wait for. */
  readonly signal: () => AbortSignal;
}

/** Whoever asks again later will be sent what a model is making now. */
export interface BeingMade {
  readonly isBeingMade: true;
}

/** What will be sent, known before a byte is opened: a conditional request needs no more. */
export interface Delivered {
  /** Strong, without quotes. */
  readonly etag: string;
  readonly lastModified: Date;
  /** The format depends on `Accept`. */
  readonly varyOnAccept: boolean;
  readonly cache: { readonly scope: 'public' | 'private'; readonly maxAgeSeconds: number };
  /** Stored name of the file, for downloads. */
  readonly fileName: string;
  readonly kind: MediaKind;
  /** The file asked for is missing; this is the `di-` picture in its place. */
  readonly isDefaultImage: boolean;
  /** The version itself, when nothing is asked of its picture or its bytes are sent as they are. */
  readonly stored: Version | undefined;
  open(signal: () => AbortSignal): Body | Promise<Body>;
}

export interface Body {
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Made for those who ask at this moment: it was not there before. */
  readonly isNew: boolean;
  /** The whole of it, when it is in memory. */
  readonly bytes?: Buffer;
  /** The caller destroys the stream. */
  open(range?: ByteRange): Promise<Readable>;
}
