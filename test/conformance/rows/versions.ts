import { badFileId, badVersionId, malformedId, type Rows, unknownId } from '../rows.ts';
import type { World } from '../world.ts';

const noFile = 'The requested file does not exist.';
const noVersion = 'The requested file version does not exist.';
const noAsset = 'The requested asset does not exist.';

/** One version, the older of two: `way` is what stands behind it in the path. */
function older(method: string, way = '') {
  return async (world: World) => {
    const file = await world.versions();
    return world.ask(method, `/v1/files/${file.id}/versions/${file.older}${way}`);
  };
}

function unknown(method: string, way = '') {
  return async (world: World) =>
    world.ask(method, `/v1/files/${(await world.file()).id}/versions/${unknownId}${way}`);
}

function badIds(method: string, way = '') {
  return {
    [badFileId]: (world: World) => world.ask(method, `/v1/files/${malformedId}/versions/${unknownId}${way}`),
    [badVersionId]: async (world: World) =>
      world.ask(method, `/v1/files/${(await world.file()).id}/versions/${malformedId}${way}`),
  };
}

export const versionRows: Rows = {
  'list-file-versions': {
    200: {
      'two versions': async (world) => world.ask('GET', `/v1/files/${(await world.versions()).id}/versions`),
    },
    400: { [badFileId]: (world) => world.ask('GET', `/v1/files/${malformedId}/versions`) },
    404: { [noFile]: (world) => world.ask('GET', `/v1/files/${unknownId}/versions`) },
  },
  'get-file-version-details': {
    200: { 'an older version': older('GET') },
    400: badIds('GET'),
    404: { [noVersion]: unknown('GET') },
  },
  'delete-file-version': {
    204: { 'an older version': older('DELETE') },
    400: {
      ...badIds('DELETE'),
      'You cannot delete current version of a file.': async (world) => {
        const { id } = await world.versions();
        return world.ask('DELETE', `/v1/files/${id}/versions/${id}`);
      },
    },
    404: { [noAsset]: unknown('DELETE') },
  },
  'restore-file-version': {
    200: { 'an older version': older('PUT', '/restore') },
    400: badIds('PUT', '/restore'),
    404: { [noVersion]: unknown('PUT', '/restore') },
  },
};
