import type { CreateFolder } from '../../library/create-folder.ts';
import type { DeleteFolder } from '../../library/delete-folder.ts';
import type { App } from '../app.ts';
import { CreateFolderBody, DeleteFolderBody } from '../schemas/folder.ts';
import { emptyObject, nothing } from '../schemas/nothing.ts';
import { refusals } from '../schemas/refusals.ts';
import { samples } from '../schemas/samples.ts';

export interface FoldersParts {
  readonly createFolder: CreateFolder;
  readonly deleteFolder: DeleteFolder;
}

const tags = ['Folders'];

const createSchema = {
  operationId: 'create-folder',
  summary: 'Create folder',
  description: 'Makes a folder, and those above it that are missing. One that is there already is fine.',
  tags,
  body: CreateFolderBody,
  examples: [
    {
      body: { folderName: 'summer', parentFolderPath: '/press-kit' },
      makes: { folderPath: undefined },
    },
  ],
  response: {
    201: emptyObject('The folder is there.'),
    ...refusals({ invalid: 'A parameter is missing or wrong, or folders would be nested too deep.' }),
  },
} as const;

const deleteSchema = {
  operationId: 'delete-folder',
  summary: 'Delete folder',
  description: 'Deletes a folder with every folder, file and version in it.',
  tags,
  body: DeleteFolderBody,
  examples: [{ body: { folderPath: samples.folderPath }, usesUp: ['folderPath'] }],
  response: {
    204: nothing('The folder is gone.'),
    ...refusals({
      invalid: '`folderPath` is missing or wrong, or too much is in it: see `reason`.',
      not_found: 'There is no such folder.',
    }),
  },
} as const;

export function routeFolders(app: App, parts: FoldersParts): void {
  app.post('/folder', { schema: createSchema }, async (request, reply) => {
    await parts.createFolder(request.body);
    return reply.code(201).send({});
  });

  app.delete('/folder', { schema: deleteSchema }, async (request, reply) => {
    await parts.deleteFolder(request.body.folderPath);
    return reply.code(204).send();
  });
}
