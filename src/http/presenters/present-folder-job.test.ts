import { expect, it } from 'vitest';
import { makeId } from '../../domain/ids.ts';
import type { FolderJobStatus } from '../../library/folder-jobs/get-folder-job-status.ts';
import { presentFolderJob } from './present-folder-job.ts';

const job: FolderJobStatus = {
  id: makeId(new Date()),
  kind: 'rename-folder',
  isFinished: true,
  isPurgeMissing: false,
  items: 9,
  processed: 9,
  skipped: 1,
};
const plain = { jobId: job.id, type: 'RENAME_FOLDER', status: 'Completed' };

it.each([
  [{}, 200, plain],
  [{ isFinished: false }, 200, { ...plain, status: 'Pending' }],
  [{ kind: 'copy-folder' as const }, 200, { ...plain, type: 'COPY_FOLDER' }],
  [{ purgeRequestId: 'p' }, 200, { ...plain, purgeRequestId: 'p' }],
  [
    { isPurgeMissing: true },
    207,
    {
      ...plain,
      status: 'Partial success',
      message: 'Folder renamed successfully but purging cache on nested files failed.',
      help: 'Help!',
    },
  ],
])('shows %j as %i', (given, status, body) => {
  const options = { withProgress: false, help: 'Help!' };
  expect(presentFolderJob({ ...job, ...given }, options)).toEqual({ status, body });
});

it('tells how far it has come only on request', () => {
  const { body } = presentFolderJob(job, { withProgress: true, help: '' });
  expect(body).toEqual({ ...plain, progress: { items: 9, processed: 9, skipped: 1 } });
});
