import sharp from 'sharp';
import type { SourceFormat } from '../../domain/media-facts.ts';

/** HEIF is a container: with AV1 inside it is an AVIF, whatever brand it wears. */
export async function formatInside(path: string, claimed: SourceFormat): Promise<SourceFormat> {
  if (claimed !== 'heic') return claimed;
  const { compression } = await sharp(path).metadata();
  return compression === 'av1' ? 'avif' : 'heic';
}
