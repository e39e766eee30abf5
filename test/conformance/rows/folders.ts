import { vi } from 'vitest';
import { type Rows, type RowsOfStatus, saying, unknownId } from '../rows.ts';
import type { World } from '../world.ts';

/** A folder with a file in it. */
async function fullFolder(world: World): Promise<string> {
  const { path } = await world.file();
  return path.slice(0, path.lastIndexOf('/'));
}

async function emptyFolder(world: World): Promise<string> {
  const name = world.name();
  await world.ask('POST', '/v1/folder', { folderName: name, parentFolderPath: '/' });
  return `/${name}`;
}

async function startCopy(world: World): Promise<string> {
  const body = { sourceFolderPath: await fullFolder(world), destinationPath: world.folder() };
  const answer = await world.ask('POST', '/v1/bulkJobs/copyFolder', body);
  return answer.json<{ readonly jobId?: string }>().jobId ?? unknownId;
}

function journey(path: string, refused: RowsOfStatus, missing: string): Rows[string] {
  return {
    200: {
      'a folder': async (world) =>
        world.ask('POST', path, {
          sourceFolderPath: await fullFolder(world),
          destinationPath: world.folder(),
        }),
    },
    400: refused,
    404: {
      [`No files & folder found at sourceFolderPath \`${missing}\`.`]: (world) =>
        world.ask('POST', path, { sourceFolderPath: missing, destinationPath: world.folder() }),
    },
  };
}

/** The job when it has ended; or at once when there are none yet. */
async function renameWithoutPurge(world: World) {
  const body = { folderPath: await fullFolder(world), newFolderName: world.name(), purgeCache: true };
  const { jobId = unknownId } = (await world.ask('POST', rename, body)).json<{ readonly jobId?: string }>();
  return vi.waitFor(
    async () => {
      const answer = await world.ask('GET', `/v1/bulkJobs/${jobId}`);
      if (answer.text.includes('"Pending"')) throw new Error(answer.text);
      return answer;
    },
    { timeout: 20_000, interval: 50 },
  );
}

const copy = '/v1/bulkJobs/copyFolder';
const move = '/v1/bulkJobs/moveFolder';
const rename = '/v1/bulkJobs/renameFolder';

export const folderRows: Rows = {
  'create-folder': {
    201: {
      'a folder': (world) =>
        world.ask('POST', '/v1/folder', { folderName: world.name(), parentFolderPath: '/' }),
    },
    400: {
      "'.' & '..' can not be used as folder-name": (world) =>
        world.ask('POST', '/v1/folder', { folderName: '..', parentFolderPath: '/' }),
    },
  },
  'delete-folder': {
    204: {
      'a full folder': async (world) =>
        world.ask('DELETE', '/v1/folder', { folderPath: await fullFolder(world) }),
      'an empty folder': async (world) =>
        world.ask('DELETE', '/v1/folder', { folderPath: await emptyFolder(world) }),
    },
    400: {
      'Total nested assets (files, folders and file versions) are more than allowed limit of 100000 items.':
        saying(
          'Total nested assets (files, folders and file versions) are more than allowed limit of 3 items.',
          async (world) => {
            const folder = world.folder();
            for (const name of ['a', 'b', 'c', 'd']) await world.fileAt(`${folder}/${name}.txt`);
            return world.ask('DELETE', '/v1/folder', { folderPath: folder });
          },
        ),
    },
    404: {
      'No folder found with folderPath `/folder/to/delete/`.': (world) =>
        world.ask('DELETE', '/v1/folder', { folderPath: '/folder/to/delete/' }),
    },
  },
  'copy-folder': journey(
    copy,
    {
      // The older, longer sentence, as recorded on the wire.
      'sourceFolderPath and destinationPath is same': saying(
        'sourceFolderPath and destinationPath cannot be same.',
        async (world) => {
          const folder = await fullFolder(world);
          return world.ask('POST', copy, { sourceFolderPath: folder, destinationPath: folder });
        },
      ),
    },
    '/folder/to/copy',
  ),
  'move-folder': journey(
    move,
    {
      'This operation is not allowed because parent folder cannot be moved into child folder.': async (
        world,
      ) => {
        const folder = await fullFolder(world);
        return world.ask('POST', move, { sourceFolderPath: folder, destinationPath: `${folder}/inside` });
      },
    },
    '/folder/to/move',
  ),
  'rename-folder': {
    202: {
      'a folder': async (world) =>
        world.ask('POST', rename, { folderPath: await fullFolder(world), newFolderName: world.name() }),
    },
    400: {
      'folderPath cannot be root.': (world) =>
        world.ask('POST', rename, { folderPath: '/', newFolderName: world.name() }),
      'folderPath parameter is missing.': (world) =>
        world.ask('POST', rename, { newFolderName: world.name() }),
    },
    404: {
      'Source folder not found.': (world) =>
        world.ask('POST', rename, { folderPath: world.folder(), newFolderName: world.name() }),
    },
    409: {
      'Folder with name newFolderName already exists at the same location.': async (world) => {
        const folder = await fullFolder(world);
        await world.fileAt(`/newFolderName/${world.name()}.txt`);
        return world.ask('POST', rename, { folderPath: folder, newFolderName: 'newFolderName' });
      },
    },
  },
  'bulk-job-status': {
    200: {
      'a copy': async (world) => world.ask('GET', `/v1/bulkJobs/${await startCopy(world)}`),
    },
    207: {
      'Folder renamed successfully but purging cache on nested files failed.': (_, usedUp) =>
        renameWithoutPurge(usedUp),
    },
    404: {
      'The requested job does not exist.': (world) => world.ask('GET', `/v1/bulkJobs/${unknownId}`),
    },
  },
};
