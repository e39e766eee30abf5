import type { FolderJobs } from '../../library/folder-jobs/start-folder-job.ts';
import type { App } from '../app.ts';
import { presentFolderJob } from '../presenters/present-folder-job.ts';
import { CopyFolderBody, JobQuery, MoveFolderBody, RenameFolderBody } from '../schemas/bulk-jobs.ts';
import { IdParams } from '../schemas/id-params.ts';

export interface BulkJobsParts {
  readonly folderJobs: FolderJobs;
  /** The help sentence of answers that are partly errors. */
  readonly help: string;
}

/** Copies, moves and renames of folders: begun here, done later, and asked about (spec library-api §6.3–§6.7). */
export function routeBulkJobs(app: App, { folderJobs, help }: BulkJobsParts): void {
  app.post('/bulkJobs/copyFolder', { schema: { body: CopyFolderBody } }, async (request) => {
    const { includeVersions, includeFileVersions, ...transfer } = request.body;
    const options = { includeVersions: includeVersions ?? includeFileVersions ?? false };
    return { jobId: await folderJobs.copy({ ...transfer, ...options }) };
  });

  app.route({
    // rclone moves with PUT (spec auth-errors-limits §1).
    method: ['POST', 'PUT'],
    url: '/bulkJobs/moveFolder',
    schema: { body: MoveFolderBody },
    handler: async (request) => ({ jobId: await folderJobs.move(request.body) }),
  });

  app.post('/bulkJobs/renameFolder', { schema: { body: RenameFolderBody } }, async (request, reply) => {
    const { purgeCache = false, ...rename } = request.body;
    return reply.code(202).send({ jobId: await folderJobs.rename({ ...rename, purgeCache }) });
  });

  const schema = { params: IdParams, querystring: JobQuery };
  app.get('/bulkJobs/:id', { schema }, async (request, reply) => {
    const job = await folderJobs.getStatus(request.params.id);
    const { status, body } = presentFolderJob(job, { withProgress: request.query.progress ?? false, help });
    return reply.code(status).send(body);
  });
}
