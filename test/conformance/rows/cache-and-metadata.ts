import { type Rows, saying, unknownId } from '../rows.ts';
import type { World } from '../world.ts';

const inaccessible = 'The requested file does not exist or is inaccessible at this time.';
const corrupt = 'The requested file is corrupt or invalid.';

function metadataOf(world: World, url: string) {
  return world.ask('GET', `/v1/metadata?url=${encodeURIComponent(url)}`);
}

export const cacheAndMetadataRows: Rows = {
  'purge-cache': {
    201: {
      'a URL': async (world) => {
        const { path } = await world.file();
        return world.ask('POST', '/v1/files/purge', { url: world.server.endpoint + path });
      },
    },
    400: {
      'The URL is not valid for cache purging.': (world) =>
        world.ask('POST', '/v1/files/purge', { url: 'https://elsewhere.example/a.jpg' }),
    },
  },
  'purge-status': {
    200: {
      'a purge': async (world) => {
        const { path } = await world.file();
        const answer = await world.ask('POST', '/v1/files/purge', { url: world.server.endpoint + path });
        const { requestId } = answer.json<{ readonly requestId?: string }>();
        return world.ask('GET', `/v1/files/purge/${requestId}`);
      },
    },
    400: {
      'No request found for this requestId.': (world) => world.ask('GET', `/v1/files/purge/${unknownId}`),
    },
  },
  'get-uploaded-file-metadata': {
    200: {
      'a picture': async (world) => world.ask('GET', `/v1/files/${(await world.picture()).id}/metadata`),
      'a text': async (world) => world.ask('GET', `/v1/files/${(await world.file()).id}/metadata`),
    },
    400: {
      [corrupt]: async (world) => world.ask('GET', `/v1/files/${(await world.brokenPicture()).id}/metadata`),
    },
    404: { [inaccessible]: (world) => world.ask('GET', `/v1/files/${unknownId}/metadata`) },
  },
  'get-metadata-from-url': {
    200: {
      'a picture': async (world) => {
        const { path } = await world.picture();
        return metadataOf(world, `${world.server.endpoint}/tr:w-40${path}`);
      },
    },
    400: {
      'The url should be accessible using your ImageKit.io account.': saying(
        'https://elsewhere.example/a.jpg should be accessible using your ImageKit.io account.',
        (world) => metadataOf(world, 'https://elsewhere.example/a.jpg'),
      ),
    },
    404: {
      [inaccessible]: (world) => metadataOf(world, `${world.server.endpoint}${world.folder()}/a.jpg`),
    },
  },
};
