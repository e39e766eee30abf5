import type { FileRepository } from '../domain/database.ts';
import { notFound } from '../domain/errors.ts';
import type { MediaFile } from '../domain/media-file.ts';
import type { DeliveryUrl } from '../transform/delivery-url.ts';
import type { Transformation } from '../transform/transformation.ts';

export interface Source {
  readonly file: MediaFile;
  readonly isDefaultImage: boolean;
}

/**
 * The library first; then the default image of the URL, which stands in for a file that is missing or a draft
 * (spec delivery §10, O19).
 */
export async function findSource(
  files: FileRepository,
  url: DeliveryUrl,
  { defaultImage }: Transformation,
): Promise<Source> {
  const file = await files.findForDelivery(url.path, url.objectVersion);
  if (file?.current.details.isPublished) return { file, isDefaultImage: false };
  if (defaultImage === undefined) throw missing();
  const standIn = await files.findForDelivery(defaultImage);
  if (!standIn?.current.details.isPublished) throw missing();
  return { file: standIn, isDefaultImage: true };
}

function missing() {
  return notFound('Not Found', { reason: 'ENOENT - No file was found at the specified path' });
}
