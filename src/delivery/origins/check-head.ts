import { invalid } from '../../domain/errors.ts';
import { overLimit } from '../../transform/refusals.ts';
import { readPictureHead } from './read-picture-head.ts';

export interface HeadLimits {
  readonly maxPixels: number;
  readonly maxInputBytes: number;
  readonly maxOriginBytes: number;
}

/**
 * How many bytes a file may have, judged by its first ones. A picture of which nothing can be made is refused at once: nobody
 * waits for the rest of it.
 */
export function limitOf(head: Buffer, sizeBytes: number | undefined, limits: HeadLimits): number {
  const picture = readPictureHead(head);
  if (picture.kind === 'other') return limits.maxOriginBytes;
  if (picture.kind === 'broken') {
    throw invalid('Bad Request', { reason: 'EINVALIDIMAGE - The file cannot be decoded as an image' });
  }
  if (picture.kind === 'picture' && picture.width * picture.height > limits.maxPixels) {
    throw overLimit(`The image has more than ${limits.maxPixels} pixels`);
  }
  if (sizeBytes !== undefined && sizeBytes > limits.maxInputBytes) throw tooManyBytes(limits.maxInputBytes);
  return limits.maxInputBytes;
}

export function tooManyBytes(limit: number) {
  return overLimit(`The file has more than ${limit} bytes`);
}
