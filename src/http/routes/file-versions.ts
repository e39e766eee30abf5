import { Type } from 'typebox';
import type { DeleteVersion, GetVersion, ListVersions, RestoreVersion } from '../../library/file-versions.ts';
import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import { presentFile } from '../presenters/present-file.ts';
import { FileObject } from '../schemas/file.ts';
import { FileParams, VersionParams } from '../schemas/file-params.ts';
import { nothing } from '../schemas/nothing.ts';
import { refusals } from '../schemas/refusals.ts';

export interface FileVersionsParts {
  readonly listVersions: ListVersions;
  readonly getVersion: GetVersion;
  readonly deleteVersion: DeleteVersion;
  readonly restoreVersion: RestoreVersion;
  readonly addresses: Addresses;
}

const tags = ['Versions'];
const wrongId = 'This can be no id of a file or of a version.';
const noVersion = 'There is no such file, or it has no such version.';

const listSchema = {
  operationId: 'list-file-versions',
  summary: 'List versions',
  description: 'All versions of a file: the current one first, then the others, the latest superseded first.',
  tags,
  params: FileParams,
  examples: [{ needs: ['secondVersionOf'], makes: { olderVersionId: '/1/versionInfo/id' } }],
  response: {
    200: Type.Array(FileObject, { description: 'The versions.' }),
    ...refusals({ invalid: 'This can be no id of a file.', not_found: 'No file has this id.' }),
  },
} as const;

const getSchema = {
  operationId: 'get-file-version-details',
  summary: 'Get version',
  description: 'One version of a file.',
  tags,
  params: VersionParams,
  response: { 200: FileObject, ...refusals({ invalid: wrongId, not_found: noVersion }) },
};

const deleteSchema = {
  operationId: 'delete-file-version',
  summary: 'Delete version',
  description: 'Deletes a version of a file, unless it is the current one.',
  tags,
  params: VersionParams,
  examples: [{ usesUp: ['secondVersionOf'] }],
  response: {
    204: nothing('The version is gone.'),
    ...refusals({ invalid: `${wrongId} Or it is the current version.`, not_found: noVersion }),
  },
} as const;

const restoreSchema = {
  operationId: 'restore-file-version',
  summary: 'Restore version',
  description:
    'Makes an older version the current one, with its tags and other details. The id of the file stays; the current version becomes an older one.',
  tags,
  params: VersionParams,
  examples: [{ usesUp: ['olderVersionId'] }],
  response: { 200: FileObject, ...refusals({ invalid: wrongId, not_found: noVersion }) },
} as const;

export function routeFileVersions(app: App, parts: FileVersionsParts): void {
  const one = '/files/:fileId/versions/:versionId';

  app.get('/files/:fileId/versions', { schema: listSchema }, async (request) => {
    const { file, versions } = await parts.listVersions(request.params.fileId);
    return versions.map((version) => presentFile(file, parts.addresses.endpoint, version));
  });

  app.get(one, { schema: getSchema }, async (request) => {
    const { fileId, versionId } = request.params;
    const { file, version } = await parts.getVersion(fileId, versionId);
    return presentFile(file, parts.addresses.endpoint, version);
  });

  app.delete(one, { schema: deleteSchema }, async (request, reply) => {
    await parts.deleteVersion(request.params.fileId, request.params.versionId);
    return reply.code(204).send();
  });

  app.put(`${one}/restore`, { schema: restoreSchema }, async (request) => {
    const { fileId, versionId } = request.params;
    return presentFile(await parts.restoreVersion(fileId, versionId), parts.addresses.endpoint);
  });
}
