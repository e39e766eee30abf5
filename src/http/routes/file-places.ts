import { invalid } from '../../domain/errors.ts';
import type { CopyFile } from '../../library/copy-file.ts';
import type { MoveFile } from '../../library/move-file.ts';
import type { RenameFile } from '../../library/rename-file.ts';
import type { App } from '../app.ts';
import { CopyBody, MoveBody, RenameBody } from '../schemas/file-places.ts';

export interface FilePlacesParts {
  readonly copyFile: CopyFile;
  readonly moveFile: MoveFile;
  readonly renameFile: RenameFile;
}

/** Where files stand: copy, move, rename. */
export function routeFilePlaces(app: App, parts: FilePlacesParts): void {
  app.post('/files/copy', { schema: { body: CopyBody } }, async (request, reply) => {
    const { includeFileVersions = false, ...journey } = request.body;
    await parts.copyFile({ ...journey, includeFileVersions });
    return reply.code(204).send();
  });

  app.post('/files/move', { schema: { body: MoveBody } }, async (request, reply) => {
    await parts.moveFile(request.body);
    return reply.code(204).send();
  });

  app.put('/files/rename', { schema: { body: RenameBody } }, async (request) => {
    const { purgeCache, ...rename } = request.body;
    if (purgeCache) throw invalid('The purgeCache parameter is not supported yet.');
    await parts.renameFile(rename);
    return {};
  });
}
