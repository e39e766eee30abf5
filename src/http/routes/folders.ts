import type { CreateFolder } from '../../library/create-folder.ts';
import type { DeleteFolder } from '../../library/delete-folder.ts';
import type { App } from '../app.ts';
import { CreateFolderBody, DeleteFolderBody } from '../schemas/folder.ts';

export interface FoldersParts {
  readonly createFolder: CreateFolder;
  readonly deleteFolder: DeleteFolder;
}

export function routeFolders(app: App, parts: FoldersParts): void {
  app.post('/folder', { schema: { body: CreateFolderBody } }, async (request, reply) => {
    await parts.createFolder(request.body);
    return reply.code(201).send({});
  });

  app.delete('/folder', { schema: { body: DeleteFolderBody } }, async (request, reply) => {
    await parts.deleteFolder(request.body.folderPath);
    return reply.code(204).send();
  });
}
