import type { ChangeTags } from '../../library/change-tags.ts';
import type { DeleteFiles } from '../../library/delete-files.ts';
import type { App } from '../app.ts';
import { presentBulkUpdate } from '../presenters/present-bulk.ts';
import {
  AITagsBody,
  DeletedFiles,
  FileIdsBody,
  PartlyUpdatedFiles,
  TagsBody,
  UpdatedFiles,
} from '../schemas/bulk-files.ts';
import { refusals } from '../schemas/refusals.ts';
import { samples } from '../schemas/samples.ts';

export interface BulkFilesParts {
  readonly deleteFiles: DeleteFiles;
  readonly changeTags: ChangeTags;
}

const tags = ['Many files'];
const fileIds = [samples.fileId];
const missing = 'A file does not exist; nothing was changed, and `missingFileIds` says which.';

/** Tags can be too many; to have fewer cannot fail. */
const response = {
  200: UpdatedFiles,
  ...refusals({
    invalid: 'A parameter is missing or wrong, or there are more than 50 files.',
    not_found: missing,
  }),
};

const deleteFilesSchema = {
  operationId: 'delete-multiple-files',
  summary: 'Delete files',
  description: 'Deletes up to 100 files with all their versions, all of them or none.',
  tags,
  body: FileIdsBody,
  examples: [{ body: { fileIds }, usesUp: ['fileId'] }],
  response: {
    200: DeletedFiles,
    ...refusals({
      invalid: 'A parameter is missing or wrong, or there are more than 100 files.',
      not_found: missing,
    }),
  },
} as const;

const addTagsSchema = {
  operationId: 'add-tags-bulk',
  summary: 'Add tags',
  description: 'Adds tags to the current versions of up to 50 files. Tags that are there already stay.',
  tags,
  body: TagsBody,
  examples: [{ body: { fileIds, tags: ['cat', 'sale'] } }],
  response: { ...response, 207: PartlyUpdatedFiles },
};

const removeTagsSchema = {
  operationId: 'remove-tags-bulk',
  summary: 'Remove tags',
  description: 'Removes tags from the current versions of up to 50 files, those that are there.',
  tags,
  body: TagsBody,
  examples: [{ body: { fileIds, tags: ['sale'] } }],
  response,
};

const removeAITagsSchema = {
  operationId: 'remove-ai-tags-bulk',
  summary: 'Remove AI tags',
  description: 'Removes AI tags by name from the current versions of up to 50 files, whatever gave them.',
  tags,
  body: AITagsBody,
  examples: [{ body: { fileIds, AITags: ['Kettle'] } }],
  response,
};

export function routeBulkFiles(app: App, { deleteFiles, changeTags }: BulkFilesParts): void {
  app.post('/files/addTags', { schema: addTagsSchema }, async (request, reply) => {
    const { fileIds, tags } = request.body;
    const { status, body } = presentBulkUpdate(await changeTags(fileIds, { kind: 'add', tags }));
    return reply.code(status).send(body);
  });

  app.post('/files/removeTags', { schema: removeTagsSchema }, async (request) => {
    const { fileIds, tags } = request.body;
    const { succeeded } = await changeTags(fileIds, { kind: 'remove', tags });
    return { successfullyUpdatedFileIds: succeeded };
  });

  app.post('/files/removeAITags', { schema: removeAITagsSchema }, async (request) => {
    const { fileIds, AITags: names } = request.body;
    const { succeeded } = await changeTags(fileIds, { kind: 'remove-ai', names });
    return { successfullyUpdatedFileIds: succeeded };
  });

  app.post('/files/batch/deleteByFileIds', { schema: deleteFilesSchema }, async (request) => ({
    successfullyDeletedFileIds: await deleteFiles(request.body.fileIds),
  }));
}
