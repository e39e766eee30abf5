import type { FolderJobs } from '../../library/folder-jobs/start-folder-job.ts';
import type { App } from '../app.ts';
import { undescribed } from '../openapi/undescribed.ts';
import { presentFolderJob } from '../presenters/present-folder-job.ts';
import {
  CopyFolderBody,
  JobParams,
  JobQuery,
  JobStatus,
  MoveFolderBody,
  RenamedWithoutPurge,
  RenameFolderBody,
  StartedJob,
} from '../schemas/bulk-jobs.ts';
import { refusals } from '../schemas/refusals.ts';
import { samples } from '../schemas/samples.ts';

export interface BulkJobsParts {
  readonly folderJobs: FolderJobs;
  /** The help sentence of answers that are partly errors. */
  readonly help: string;
}

const tags = ['Folders'];

const transferRefusals = refusals({
  invalid: 'A path is missing or wrong, or too much is in the folder: see `reason`.',
  not_found: 'There is no such folder.',
  locked: 'Another job works on one of the folders, on one above it or on one below.',
});

const copySchema = {
  operationId: 'copy-folder',
  summary: 'Copy folder',
  description: 'Starts to copy a folder into another one, with all that is in it.',
  tags,
  body: CopyFolderBody,
  examples: [
    {
      body: { sourceFolderPath: '/press-kit/copies', destinationPath: '/campaigns', includeVersions: false },
      makes: { folderJobId: '/jobId' },
    },
  ],
  response: { 200: StartedJob, ...transferRefusals },
} as const;

const moveSchema = {
  operationId: 'move-folder',
  summary: 'Move folder',
  description: 'Starts to move a folder into another one, with all that is in it.',
  tags,
  body: MoveFolderBody,
  examples: [{ body: { sourceFolderPath: '/press-kit/moved', destinationPath: '/archive' } }],
  response: { 200: StartedJob, ...transferRefusals },
} as const;

const renameSchema = {
  operationId: 'rename-folder',
  summary: 'Rename folder',
  description: 'Starts to rename a folder: the paths of all that is in it change, their ids do not.',
  tags,
  body: RenameFolderBody,
  examples: [
    {
      body: { folderPath: samples.folderPath, newFolderName: samples.newFolderName },
      usesUp: ['folderPath'],
      fresh: ['newFolderName'],
    },
  ],
  response: {
    202: StartedJob,
    ...refusals({
      invalid: 'A parameter is missing or wrong, or too much is in the folder: see `reason`.',
      not_found: 'There is no such folder.',
      conflict: 'The name is taken.',
      locked: 'Another job works on the folder, on one above it or on one below.',
    }),
  },
} as const;

const statusSchema = {
  operationId: 'bulk-job-status',
  summary: 'Get status of a folder job',
  description: 'How far a copy, a move or a rename of a folder is.',
  tags,
  params: JobParams,
  querystring: JobQuery,
  response: {
    200: JobStatus,
    207: RenamedWithoutPurge,
    ...refusals({ not_found: 'No job has this id.' }),
  },
} as const;

/** Copies, moves and renames of folders: begun here, done later, and asked about (spec library-api §6.3–§6.7). */
export function routeBulkJobs(app: App, { folderJobs, help }: BulkJobsParts): void {
  app.post('/bulkJobs/copyFolder', { schema: copySchema }, async (request) => {
    const { includeVersions, includeFileVersions, ...transfer } = request.body;
    const options = { includeVersions: includeVersions ?? includeFileVersions ?? false };
    return { jobId: await folderJobs.copy({ ...transfer, ...options }) };
  });

  app.post('/bulkJobs/moveFolder', { schema: moveSchema }, async (request) => ({
    jobId: await folderJobs.move(request.body),
  }));

  // rclone moves with PUT (spec auth-errors-limits §1).
  const byPut = { schema: { body: MoveFolderBody }, config: undescribed };
  app.put('/bulkJobs/moveFolder', byPut, async (request) => ({ jobId: await folderJobs.move(request.body) }));

  app.post('/bulkJobs/renameFolder', { schema: renameSchema }, async (request, reply) => {
    const { purgeCache = false, ...rename } = request.body;
    return reply.code(202).send({ jobId: await folderJobs.rename({ ...rename, purgeCache }) });
  });

  app.get('/bulkJobs/:id', { schema: statusSchema }, async (request, reply) => {
    const job = await folderJobs.getStatus(request.params.id);
    const answer = presentFolderJob(job, { withProgress: request.query.progress ?? false, help });
    if (answer.status === 207) return reply.code(207).send(answer.body);
    return reply.code(200).send(answer.body);
  });
}
