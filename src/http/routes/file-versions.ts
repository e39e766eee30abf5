import type { DeleteVersion, GetVersion, ListVersions, RestoreVersion } from '../../library/file-versions.ts';
import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import { presentFile } from '../presenters/present-file.ts';
import { FileParams, VersionParams } from '../schemas/file-params.ts';

export interface FileVersionsParts {
  readonly listVersions: ListVersions;
  readonly getVersion: GetVersion;
  readonly deleteVersion: DeleteVersion;
  readonly restoreVersion: RestoreVersion;
  readonly addresses: Addresses;
}

export function routeFileVersions(app: App, parts: FileVersionsParts): void {
  const one = '/files/:fileId/versions/:versionId';

  app.get('/files/:fileId/versions', { schema: { params: FileParams } }, async (request) => {
    const { file, versions } = await parts.listVersions(request.params.fileId);
    return versions.map((version) => presentFile(file, parts.addresses.endpoint, version));
  });

  app.get(one, { schema: { params: VersionParams } }, async (request) => {
    const { fileId, versionId } = request.params;
    const { file, version } = await parts.getVersion(fileId, versionId);
    return presentFile(file, parts.addresses.endpoint, version);
  });

  app.delete(one, { schema: { params: VersionParams } }, async (request, reply) => {
    await parts.deleteVersion(request.params.fileId, request.params.versionId);
    return reply.code(204).send();
  });

  app.put(`${one}/restore`, { schema: { params: VersionParams } }, async (request) => {
    const { fileId, versionId } = request.params;
    return presentFile(await parts.restoreVersion(fileId, versionId), parts.addresses.endpoint);
  });
}
