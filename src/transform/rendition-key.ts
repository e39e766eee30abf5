import { createHash } from 'node:crypto';
import type { Plan } from '../domain/plan.ts';
import { markOfContent, type RenditionKey } from '../domain/rendition.ts';

/** Raised whenever the same plan would come out as other bytes: a new encoder, another default. */
const rendererRevision = 5;

/**
 * `contentHashes`: every source involved, the picture itself first. Equal wishes spelt differently have one plan,
 * hence one rendition.
 */
export function makeRenditionKey(contentHashes: readonly string[], plan: Plan): RenditionKey {
  const [picture = ''] = contentHashes;
  const hash = createHash('sha256')
    .update(JSON.stringify([rendererRevision, contentHashes, plan]))
    .digest('hex');
  return (markOfContent(picture) + hash).slice(0, hash.length);
}
