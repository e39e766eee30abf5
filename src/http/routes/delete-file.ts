import type { DeleteFile } from '../../library/delete-file.ts';
import type { App } from '../app.ts';
import { FileParams } from '../schemas/file-params.ts';
import { nothing } from '../schemas/nothing.ts';
import { refusals } from '../schemas/refusals.ts';

const schema = {
  operationId: 'delete-file',
  summary: 'Delete file',
  description: 'Deletes a file and all its versions. Copies in caches are not purged.',
  tags: ['Files'],
  params: FileParams,
  response: {
    204: nothing('The file is gone.'),
    ...refusals({ invalid: 'This can be no id of a file.', not_found: 'No file has this id.' }),
  },
};

export function routeDeleteFile(app: App, parts: { readonly deleteFile: DeleteFile }): void {
  app.delete('/files/:fileId', { schema }, async (request, reply) => {
    await parts.deleteFile(request.params.fileId);
    return reply.code(204).send();
  });
}
