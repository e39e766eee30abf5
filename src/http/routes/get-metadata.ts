import type { GetMetadata } from '../../library/get-metadata.ts';
import { abortOnDisconnect } from '../abort-on-disconnect.ts';
import type { App } from '../app.ts';
import { presentMetadata } from '../presenters/present-metadata.ts';
import { FileParams } from '../schemas/file-params.ts';
import { MetadataQuery } from '../schemas/metadata-query.ts';

/** Metadata of a file or of what a URL delivers, the latter under two paths (spec library-api §1.1, §8.1). */
export function routeGetMetadata(app: App, parts: { readonly getMetadata: GetMetadata }): void {
  const { getMetadata } = parts;
  app.get('/files/:fileId/metadata', { schema: { params: FileParams } }, async (request) => {
    const { facts, sizeBytes } = await getMetadata.ofFile(request.params.fileId);
    return presentMetadata(facts, sizeBytes);
  });
  for (const path of ['/metadata', '/files/metadata']) {
    app.get(path, { schema: { querystring: MetadataQuery } }, async (request, reply) => {
      const { facts, sizeBytes } = await getMetadata.ofUrl(request.query.url, abortOnDisconnect(reply.raw));
      return presentMetadata(facts, sizeBytes);
    });
  }
}
