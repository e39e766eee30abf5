import type { GetMetadata } from '../../library/get-metadata.ts';
import { abortOnDisconnect } from '../abort-on-disconnect.ts';
import type { App } from '../app.ts';
import { undescribed } from '../openapi/undescribed.ts';
import { presentMetadata } from '../presenters/present-metadata.ts';
import { FileParams } from '../schemas/file-params.ts';
import { MetadataObject } from '../schemas/metadata.ts';
import { MetadataQuery } from '../schemas/metadata-query.ts';
import { refusals } from '../schemas/refusals.ts';

const tags = ['Metadata'];

const ofFileSchema = {
  operationId: 'get-uploaded-file-metadata',
  summary: 'Get metadata of a file',
  description: 'Size, format, EXIF and perceptual hash of the current version of a file.',
  tags,
  params: FileParams,
  response: {
    200: MetadataObject,
    ...refusals({
      invalid: 'This can be no id of a file, or the file is corrupt.',
      not_found: 'No file has this id.',
    }),
  },
};

const ofUrlSchema = {
  operationId: 'get-metadata-from-url',
  summary: 'Get metadata of a URL',
  description: 'The same of what a delivery URL delivers, after its transformation.',
  tags,
  querystring: MetadataQuery,
  response: {
    200: MetadataObject,
    ...refusals({
      invalid: '`url` is missing or not of this account, or what it delivers is corrupt.',
      not_found: 'A visitor of the URL would get nothing.',
    }),
  },
};

/** Metadata of a file or of what a URL delivers, the latter under two paths (spec library-api §1.1, §8.1). */
export function routeGetMetadata(app: App, parts: { readonly getMetadata: GetMetadata }): void {
  const { getMetadata } = parts;
  app.get('/files/:fileId/metadata', { schema: ofFileSchema }, async (request) => {
    const { facts, sizeBytes } = await getMetadata.ofFile(request.params.fileId);
    return presentMetadata(facts, sizeBytes);
  });
  for (const [path, config] of [
    ['/metadata', {}],
    ['/files/metadata', undescribed],
  ] as const) {
    app.get(path, { schema: ofUrlSchema, config }, async (request, reply) => {
      const { facts, sizeBytes } = await getMetadata.ofUrl(request.query.url, abortOnDisconnect(reply.raw));
      return presentMetadata(facts, sizeBytes);
    });
  }
}
