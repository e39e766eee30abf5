import type { GetFile } from '../../library/get-file.ts';
import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import { presentFile } from '../presenters/present-file.ts';
import { FileObject } from '../schemas/file.ts';
import { FileParams } from '../schemas/file-params.ts';
import { refusals } from '../schemas/refusals.ts';

const schema = {
  operationId: 'get-file-details',
  summary: 'Get file details',
  description: 'The current version of a file.',
  tags: ['Files'],
  params: FileParams,
  response: {
    200: FileObject,
    ...refusals({ invalid: 'This can be no id of a file.', not_found: 'No file has this id.' }),
  },
};

export function routeGetFileDetails(
  app: App,
  parts: { readonly getFile: GetFile; readonly addresses: Addresses },
): void {
  app.get('/files/:fileId/details', { schema }, async (request) =>
    presentFile(await parts.getFile(request.params.fileId), parts.addresses.endpoint),
  );
}
