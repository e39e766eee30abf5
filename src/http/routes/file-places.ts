import { MediaError } from '../../domain/errors.ts';
import type { CopyFile } from '../../library/copy-file.ts';
import type { MoveFile } from '../../library/move-file.ts';
import type { RenameFile } from '../../library/rename-file.ts';
import type { App } from '../app.ts';
import { makeErrorBody } from '../errors.ts';
import { CopyBody, MoveBody, RenameBody, RenamedFile } from '../schemas/file-places.ts';
import { nothing } from '../schemas/nothing.ts';
import { anError, refusals } from '../schemas/refusals.ts';
import { samples } from '../schemas/samples.ts';

export interface FilePlacesParts {
  readonly copyFile: CopyFile;
  readonly moveFile: MoveFile;
  readonly renameFile: RenameFile;
  /** The help sentence of error bodies. */
  readonly help: string;
}

const tags = ['Files'];
const journeyRefusals = refusals({
  invalid:
    'A parameter is missing or wrong, both places are one, or there would be too many versions: see `reason`.',
  not_found: 'There is no file at `sourceFilePath`.',
});

const copySchema = {
  operationId: 'copy-file',
  summary: 'Copy file',
  description:
    'Copies a file into a folder. Where a file of that name is already, the copy becomes its new version. No bytes are copied.',
  tags,
  body: CopyBody,
  examples: [
    {
      body: {
        sourceFilePath: samples.filePath,
        destinationPath: '/press-kit/copies',
        includeFileVersions: false,
      },
    },
  ],
  response: { 204: nothing('The file is copied.'), ...journeyRefusals },
};

const moveSchema = {
  operationId: 'move-file',
  summary: 'Move file',
  description:
    'Moves a file with all its versions into a folder. Where a file of that name is already, its versions join those.',
  tags,
  body: MoveBody,
  examples: [
    {
      body: { sourceFilePath: samples.filePath, destinationPath: '/press-kit/moved' },
      usesUp: ['filePath'],
    },
  ],
  response: { 204: nothing('The file is moved.'), ...journeyRefusals },
} as const;

const renameSchema = {
  operationId: 'rename-file',
  summary: 'Rename file',
  description:
    'Renames a file with all its versions, and purges its old URL if asked to. It never merges with another file.',
  tags,
  body: RenameBody,
  examples: [
    {
      body: { filePath: samples.filePath, newFileName: samples.newFileName },
      usesUp: ['filePath'],
      fresh: ['newFileName'],
    },
  ],
  response: {
    200: RenamedFile,
    207: anError('The file is renamed, but the copies of its old URL could not be purged.'),
    ...refusals({
      invalid: 'A parameter is missing or wrong, or this is its name already: see `reason`.',
      not_found: 'There is no file at `filePath`.',
      conflict: 'Another file of the folder has this name.',
    }),
  },
} as const;

/** Where files stand: copy, move, rename. */
export function routeFilePlaces(app: App, parts: FilePlacesParts): void {
  app.post('/files/copy', { schema: copySchema }, async (request, reply) => {
    const { includeFileVersions = false, ...journey } = request.body;
    await parts.copyFile({ ...journey, includeFileVersions });
    return reply.code(204).send();
  });

  app.post('/files/move', { schema: moveSchema }, async (request, reply) => {
    await parts.moveFile(request.body);
    return reply.code(204).send();
  });

  app.put('/files/rename', { schema: renameSchema }, async (request, reply) => {
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
