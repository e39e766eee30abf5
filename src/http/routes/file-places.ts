import { MediaError } from '../../domain/errors.ts';
import type { CopyFile } from '../../library/copy-file.ts';
import type { MoveFile } from '../../library/move-file.ts';
import type { RenameFile } from '../../library/rename-file.ts';
import type { App } from '../app.ts';
import { makeErrorBody } from '../errors.ts';
import { CopyBody, MoveBody, RenameBody } from '../schemas/file-places.ts';

export interface FilePlacesParts {
  readonly copyFile: CopyFile;
  readonly moveFile: MoveFile;
  readonly renameFile: RenameFile;
  /** The help sentence of error bodies. */
  readonly help: string;
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

  app.put('/files/rename', { schema: { body: RenameBody } }, async (request, reply) => {
    const { purgeCache = false, ...rename } = request.body;
    const outcome = await parts.renameFile({ ...rename, purgeCache });
    if (outcome.purge === 'started') return { purgeRequestId: outcome.purgeId };
    return outcome.purge === 'refused' ? reply.code(207).send(makeErrorBody(notPurged(), parts.help)) : {};
  });
}

function notPurged(): MediaError {
  return new MediaError(
    'rate_limited',
    'File renamed successfully but we could not purge the CDN cache for old URL because of rate limits on purge API.',
    { reason: 'PURGE_FAILED' },
  );
}
