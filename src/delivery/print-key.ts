import type { Plan } from '../domain/plan.ts';
import type { RenditionKey } from '../domain/rendition.ts';
import { makeRenditionKey } from '../transform/rendition-key.ts';

/**
 * What is printed of a file is found by its content, also when the pixels come from what a model has made of it: so that a purge
 * of the file finds it.
 */
export function keyOfPrint(
  fileHash: string,
  { plan, contentHashes }: { readonly plan: Plan; readonly contentHashes: readonly string[] },
): RenditionKey {
  const isOfFile = contentHashes[0] === fileHash;
  return makeRenditionKey(isOfFile ? contentHashes : [fileHash, ...contentHashes], plan);
}
