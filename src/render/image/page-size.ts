import sharp from 'sharp';
import type { SourceFormat } from '../../domain/media-facts.ts';
import type { DecodeLimits, PageSize } from '../decode/decoder.ts';
import { decoderOf } from '../decode/decoders.ts';
import { decoderOptions } from './open-source.ts';

/** Of one page of several, counted from 0; upright. */
export async function readPageSize(
  path: string,
  format: SourceFormat,
  page: number,
  limits: DecodeLimits,
): Promise<PageSize> {
  const decoder = decoderOf(format);
  if (decoder?.pageSize !== undefined) return await decoder.pageSize(path, page, limits);
  // Only the header is read here.
  const { autoOrient } = await sharp(path, { ...decoderOptions(0), page }).metadata();
  return autoOrient;
}
