import type { DeleteFile } from '../../library/delete-file.ts';
import type { App } from '../app.ts';
import { FileParams } from '../schemas/file-params.ts';

export function routeDeleteFile(app: App, parts: { readonly deleteFile: DeleteFile }): void {
  app.delete('/files/:fileId', { schema: { params: FileParams } }, async (request, reply) => {
    await parts.deleteFile(request.params.fileId);
    return reply.code(204).send();
  });
}
