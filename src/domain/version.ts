import type { CustomMetadata } from './custom-field.ts';
import type { FileId, VersionId, VersionKey } from './ids.ts';
import type { MediaFacts } from './media-facts.ts';

/**
 * Bytes as uploaded, and what people say of them. The content never changes; tags and other details may.
 *
 * Ids follow spec library-api §2.2: the current version's `id` equals the file's id after an upload; content
 * that is replaced gets a fresh id at that moment. `key` is what stays.
 */
export interface Version {
  readonly key: VersionKey;
  readonly id: VersionId;
  readonly fileId: FileId;
  /** 1, 2, 3 …; shown as `Version <n>`; never reused within a file. */
  readonly number: number;
  readonly isCurrent: boolean;
  readonly blobHash: string;
  readonly sizeBytes: number;
  readonly facts: MediaFacts;
  readonly details: VersionDetails;
  /** Value of `ik-obj-version`; changes when this version is published or unpublished. */
  readonly deliveryToken: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** E-mail of the person who signed in and uploaded it; what comes with a key has none (spec search §4.7). */
  readonly createdBy?: string;
}

/** What people say of a version: each can be changed after the upload, except `isPrivate`. */
export interface VersionDetails {
  readonly tags: readonly string[];
  readonly aiTags: readonly AiTag[];
  readonly customMetadata: CustomMetadata;
  /** Focus area for `fo-custom`, `x,y,width,height` in pixels of the upright picture. */
  readonly customCoordinates?: string;
  readonly description?: string;
  readonly isPrivate: boolean;
  readonly isPublished: boolean;
}

export interface AiTag {
  readonly name: string;
  readonly confidence: number;
  readonly source: string;
}

/** The file's own limit, the current version included (spec library-api §2.2). */
export const maxVersionsPerFile = 100;
