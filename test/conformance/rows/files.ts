import { badFileId, malformedId, type Rows, saying, unknownId } from '../rows.ts';
import type { World } from '../world.ts';

const noFile = 'The requested file does not exist.';
const badQuery = (query: string) => (world: World) => world.ask('GET', `/v1/files?${query}`);

async function listAll(world: World, type: string) {
  const { path } = await world.file();
  return world.ask('GET', `/v1/files?type=${type}&path=${path.slice(0, path.lastIndexOf('/'))}`);
}

export const fileRows: Rows = {
  'list-and-search-assets': {
    200: {
      files: (world) => listAll(world, 'file'),
      'folders and files': async (world) => {
        await world.file();
        return world.ask('GET', '/v1/files?type=all&limit=50');
      },
      'older versions': async (world) => {
        await world.versions();
        return world.ask('GET', '/v1/files?type=file-version&limit=50');
      },
      nothing: (world) => world.ask('GET', `/v1/files?path=${world.folder()}`),
      'what a query finds': async (world) => {
        await world.file();
        return world.ask('GET', `/v1/files?searchQuery=${encodeURIComponent('name = "a.txt"')}`);
      },
    },
    400: {
      'The value of skip parameter should be greater than or equal to 0. Value sent is -1.':
        badQuery('skip=-1'),
      'Minimum value of limit parameter is 1. Value sent is 0.': badQuery('limit=0'),
      'Maximum value of limit parameter is 1000. Value sent is 2000.': badQuery('limit=2000'),
      'Your request contains invalid value for sort parameters.': badQuery('sort=ASC_COLOUR'),
      'Your request contains invalid value for type parameter. Please provide one of the following: file, file-version, folder, all.':
        badQuery('type=picture'),
    },
  },
  'get-file-details': {
    200: {
      'a file': async (world) => world.ask('GET', `/v1/files/${(await world.file()).id}/details`),
      'a picture': async (world) => world.ask('GET', `/v1/files/${(await world.picture()).id}/details`),
    },
    400: { [badFileId]: (world) => world.ask('GET', `/v1/files/${malformedId}/details`) },
    404: { [noFile]: (world) => world.ask('GET', `/v1/files/${unknownId}/details`) },
  },
  'update-file-details': {
    200: {
      attributes: async (world) =>
        world.ask('PATCH', `/v1/files/${(await world.file()).id}/details`, {
          tags: ['a'],
          customCoordinates: '0,0,10,10',
          description: 'text',
        }),
      publication: async (world) =>
        world.ask('PATCH', `/v1/files/${(await world.file()).id}/details`, {
          publish: { isPublished: false },
        }),
    },
    400: {
      'Invalid custom metadata.': async (world) =>
        world.ask('PATCH', `/v1/files/${(await world.file()).id}/details`, {
          customMetadata: { [world.name()]: 1 },
        }),
      [badFileId]: (world) => world.ask('PATCH', `/v1/files/${malformedId}/details`, { tags: ['a'] }),
    },
    404: { [noFile]: (world) => world.ask('PATCH', `/v1/files/${unknownId}/details`, { tags: ['a'] }) },
  },
  'delete-file': {
    204: { 'a file': async (world) => world.ask('DELETE', `/v1/files/${(await world.file()).id}`) },
    400: { [badFileId]: (world) => world.ask('DELETE', `/v1/files/${malformedId}`) },
    404: { [noFile]: (world) => world.ask('DELETE', `/v1/files/${unknownId}`) },
  },
  'copy-file': journey('/v1/files/copy'),
  'move-file': journey('/v1/files/move'),
  'rename-file': {
    200: {
      'a file': async (world) =>
        world.ask('PUT', '/v1/files/rename', { filePath: (await world.file()).path, newFileName: 'b.txt' }),
      'a file, and its old URL is purged': async (world) =>
        world.ask('PUT', '/v1/files/rename', {
          filePath: (await world.file()).path,
          newFileName: 'b.txt',
          purgeCache: true,
        }),
    },
    207: {
      'File renamed successfully but we could not purge the CDN cache for old URL because of rate limits on purge API.':
        async (_, usedUp) =>
          usedUp.ask('PUT', '/v1/files/rename', {
            filePath: (await usedUp.file()).path,
            newFileName: 'b.txt',
            purgeCache: true,
          }),
    },
    400: {
      'newFileName cannot be the same as its existing name.': async (world) =>
        world.ask('PUT', '/v1/files/rename', { filePath: (await world.file()).path, newFileName: 'a.txt' }),
    },
    404: {
      'No file found in media library at filePath /path/to/file.jpg': (world) =>
        world.ask('PUT', '/v1/files/rename', { filePath: '/path/to/file.jpg', newFileName: 'b.jpg' }),
    },
    409: {
      'File with name newFileName already exists at the same location.': saying(
        'File with name b.txt already exists at the same location.',
        renameToTaken,
      ),
    },
  },
};

async function renameToTaken(world: World) {
  const { path } = await world.file();
  const folder = path.slice(0, path.lastIndexOf('/'));
  await world.fileAt(`${folder}/b.txt`);
  return world.ask('PUT', '/v1/files/rename', { filePath: path, newFileName: 'b.txt' });
}

function journey(operation: string): Rows[string] {
  return {
    204: {
      'a file': async (world) =>
        world.ask('POST', operation, {
          sourceFilePath: (await world.file()).path,
          destinationPath: world.folder(),
        }),
    },
    400: {
      'Your request is missing parameters / contains invalid parameters.': (world) =>
        world.ask('POST', operation, { destinationPath: world.folder() }),
    },
    404: {
      'No file found with filePath `/file1.jpg`.': (world) =>
        world.ask('POST', operation, { sourceFilePath: '/file1.jpg', destinationPath: world.folder() }),
    },
  };
}
