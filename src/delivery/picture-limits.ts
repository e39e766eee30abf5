import { type ImageFacts, isVector } from '../domain/media-facts.ts';

export interface PictureLimits {
  readonly maxInputBytes: number;
  readonly maxVectorBytes: number;
}

/** Of a file that is decoded (spec delivery §17). */
export function maxBytesOf({ format }: ImageFacts, { maxInputBytes, maxVectorBytes }: PictureLimits): number {
  return isVector(format) ? maxVectorBytes : maxInputBytes;
}
