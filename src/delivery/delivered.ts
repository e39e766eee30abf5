import type { Readable } from 'node:stream';
import type { Visitor } from '../access/access-rules.ts';
import type { ByteRange } from '../domain/blob-store.ts';
import type { DeliveryUrl } from '../transform/delivery-url.ts';
import type { HintNeeds } from '../transform/transformation.ts';
import type { Caching } from './caching.ts';
import type { Client } from './client.ts';
import type { ContentCoding } from './content-coding.ts';
import type { Print } from './print.ts';
import type { SourceFile, SourceVersion } from './source-file.ts';

export interface DeliveryRequest {
  readonly url: DeliveryUrl;
  readonly client: Client;
  /** Held against the rules of the account; absent: this server itself asks. */
  readonly visitor?: Visitor;
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
  readonly variesOn: VariesOn;
  /** Only where a hint of the client has decided the size: the share of physical pixels (spec delivery §9). */
  readonly contentDpr?: number;
  readonly cache: Caching;
  /** What is delivered, or what it is made from. */
  readonly file: SourceFile;
  /** The file asked for is missing; this is the `di-` picture in its place. */
  readonly isDefaultImage: boolean;
  /** The version itself, when nothing is asked of its picture or its bytes are sent as they are. */
  readonly stored: SourceVersion | undefined;
  readonly print: Print;
  /** Whether the same URL with the same `Accept` would be answered so now. Absent: that cannot be told at a glance. */
  readonly stillHolds: (() => boolean) | undefined;
  /** `spendRender` is asked before something is made that was not there: throws when this caller has had enough. */
  open(signal: () => AbortSignal, spendRender?: () => void): Body | Promise<Body>;
}

/** What of a client the answer would be another for, whether it was said or not. */
export interface VariesOn {
  readonly accept: boolean;
  readonly userAgent: boolean;
  readonly hints?: HintNeeds | undefined;
  readonly savesData: boolean;
  readonly isMobile: boolean;
  readonly coding: boolean;
}

export interface Body {
  readonly contentType: string;
  /** Absent: the bytes are those of the content type. */
  readonly coding?: ContentCoding;
  /** Undefined: known only at the end. */
  readonly sizeBytes: number | undefined;
  readonly tier: Tier;
  /** Made for those who ask at this moment: it was not there before. */
  readonly isNew: boolean;
  /** The whole of it, when it is in memory. */
  readonly bytes?: Buffer;
  /** The caller destroys the stream. */
  open(range?: ByteRange): Promise<Readable>;
}

/** Where the bytes came from: `new` were made for this request, `stored` are the file's own. */
export type Tier = 'memory' | 'disk' | 'new' | 'stored';
