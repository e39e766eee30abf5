import { hash } from 'node:crypto';
import type { Plan } from '../domain/plan.ts';
import { markOfContent, type RenditionKey } from '../domain/rendition.ts';

/** Raised whenever the same plan would come out as other bytes: a new encoder, another default. */
const rendererRevision = 7;

/**
 * `contentHashes`: every source involved, the picture itself first. Equal wishes spelt differently have one plan,
 * hence one rendition.
 */
export function makeRenditionKey(contentHashes: readonly string[], plan: Plan): RenditionKey {
  const [picture = ''] = contentHashes;
  const digest = hash('sha256', JSON.stringify([rendererRevision, contentHashes, plan]));
  return (markOfContent(picture) + digest).slice(0, digest.length);
}
