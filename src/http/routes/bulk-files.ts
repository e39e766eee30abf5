import type { ChangeTags } from '../../library/change-tags.ts';
import type { DeleteFiles } from '../../library/delete-files.ts';
import type { App } from '../app.ts';
import { presentBulkUpdate } from '../presenters/present-bulk.ts';
import { AITagsBody, FileIdsBody, TagsBody } from '../schemas/bulk-files.ts';

export interface BulkFilesParts {
  readonly deleteFiles: DeleteFiles;
  readonly changeTags: ChangeTags;
}

export function routeBulkFiles(app: App, { deleteFiles, changeTags }: BulkFilesParts): void {
  app.post('/files/batch/deleteByFileIds', { schema: { body: FileIdsBody } }, async (request) => ({
    successfullyDeletedFileIds: await deleteFiles(request.body.fileIds),
  }));

  for (const [path, kind] of [
    ['/files/addTags', 'add'],
    ['/files/removeTags', 'remove'],
  ] as const) {
    app.post(path, { schema: { body: TagsBody } }, async (request, reply) => {
      const { fileIds, tags } = request.body;
      const { status, body } = presentBulkUpdate(await changeTags(fileIds, { kind, tags }));
      return reply.code(status).send(body);
    });
  }

  app.post('/files/removeAITags', { schema: { body: AITagsBody } }, async (request, reply) => {
    const { fileIds, AITags: names } = request.body;
    const { status, body } = presentBulkUpdate(await changeTags(fileIds, { kind: 'remove-ai', names }));
    return reply.code(status).send(body);
  });
}
