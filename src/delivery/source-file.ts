import type { OriginId } from '../domain/ids.ts';
import type { Version, VersionDetails } from '../domain/version.ts';
import type { Caching } from './caching.ts';

/** What delivery needs of a file: a file of the library is one, and so is a file of an origin. */
export interface SourceFile {
  readonly name: string;
  readonly current: SourceVersion;
  /** Of the library. */
  readonly id?: string;
  /** Of a file of an origin. */
  readonly remote?: RemoteFacts;
}

export interface SourceVersion
  extends Pick<Version, 'blobHash' | 'sizeBytes' | 'facts' | 'createdAt' | 'updatedAt'> {
  /** Stands for these bytes at this place. */
  readonly key: string;
  readonly details: Pick<VersionDetails, 'isPrivate' | 'isPublished' | 'customCoordinates'>;
  /** Of the library. */
  readonly id?: string;
  readonly number?: number;
}

export interface RemoteFacts {
  readonly originId: OriginId;
  /** Where search engines shall say that it is. */
  readonly canonicalUrl?: string;
  /** What the origin says of keeping it, where its word counts. */
  readonly cache?: Caching;
}
