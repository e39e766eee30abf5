import type { BlobHash } from './blob-store.ts';
import type { ImageFacts } from './media-facts.ts';

/** What a generative operation has made. It costs money and never comes out the same twice, so it is kept like an upload. */
export interface GeneratedPicture {
  /** Hash of everything that it was made from: the picture as it was handed over, the task and its words. */
  readonly key: string;
  /** Content of the picture that it was made from, an upload or another of these: when that has gone, this goes too. */
  readonly madeFrom: BlobHash;
  readonly blobHash: BlobHash;
  readonly facts: ImageFacts;
  readonly createdAt: Date;
}
