import { isDocument, type MediaFacts } from '../../domain/media-facts.ts';
import { encodePath } from '../../domain/names.ts';

/** URLs of files in responses (spec library-api §2.1, upload §13.1). `endpoint` has no trailing slash. */
export function presentFileUrl(endpoint: string, path: string): string {
  return endpoint + encodePath(path);
}

export function presentThumbnailPathUrl(endpoint: string, path: string): string {
  return `${endpoint}/tr:n-ik_ml_thumbnail${encodePath(path)}`;
}

/** Where a picture of an image is: a document is delivered as it is, its picture behind a suffix (spec delivery §4). */
export function picturePath(path: string, { image }: MediaFacts): string {
  return image !== undefined && isDocument(image.format) ? `${path}/ik-thumbnail.jpg` : path;
}
