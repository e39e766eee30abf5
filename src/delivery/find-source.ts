import { MediaError, notFound } from '../domain/errors.ts';
import type { Transformation } from '../transform/transformation.ts';
import type { DeliveryRequest } from './delivered.ts';
import type { FileRequest, FindFile } from './origins/find-file.ts';
import type { SourceFile } from './source-file.ts';

export interface Source {
  readonly file: SourceFile;
  readonly isDefaultImage: boolean;
}

/**
 * The file of the URL, or its default image, which stands in for one that is missing, cannot be had or is a draft (spec delivery
 * §10, O19). That is looked up below the default endpoint (O17).
 */
export async function findSource(
  findFile: FindFile,
  request: DeliveryRequest,
  transformation: Transformation,
): Promise<Source> {
  const { defaultImage } = transformation;
  const asked = fileRequestOf(request, transformation);
  const file = defaultImage === undefined ? await findFile(asked) : await findUnlessFailing(findFile, asked);
  if (file?.current.details.isPublished) return { file, isDefaultImage: false };
  if (defaultImage === undefined) throw missing();
  const { objectVersion, ...instead } = { ...asked, path: defaultImage, endpoint: '' };
  const standIn = await findFile(instead);
  if (!standIn?.current.details.isPublished) throw missing();
  return { file: standIn, isDefaultImage: true };
}

function fileRequestOf(
  { url, client: asker, signal }: DeliveryRequest,
  { isEmpty, original }: Transformation,
): FileRequest {
  const { path, objectVersion, endpoint } = url;
  const isAnyWelcome = (isEmpty || original) && url.thumbnail !== true;
  const request = { path, endpoint, asker, isAnyWelcome, signal };
  return objectVersion === undefined ? request : { ...request, objectVersion };
}

async function findUnlessFailing(findFile: FindFile, request: FileRequest): Promise<SourceFile | undefined> {
  try {
    return await findFile(request);
  } catch (error) {
    if (error instanceof MediaError && error.code === 'not_found') return undefined;
    throw error;
  }
}

function missing() {
  return notFound('Not Found', { reason: 'ENOENT - No file was found at the specified path' });
}
