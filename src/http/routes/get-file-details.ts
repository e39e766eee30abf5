import type { GetFile } from '../../library/get-file.ts';
import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import { presentFile } from '../presenters/present-file.ts';
import { FileParams } from '../schemas/file-params.ts';

export function routeGetFileDetails(
  app: App,
  parts: { readonly getFile: GetFile; readonly addresses: Addresses },
): void {
  app.get('/files/:fileId/details', { schema: { params: FileParams } }, async (request) =>
    presentFile(await parts.getFile(request.params.fileId), parts.addresses.endpoint),
  );
}
