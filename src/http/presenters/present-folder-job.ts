import type { FolderJobKind } from '../../library/folder-jobs/folder-job.ts';
import type { FolderJobStatus } from '../../library/folder-jobs/get-folder-job-status.ts';
import type { JobStatus, RenamedWithoutPurge } from '../schemas/bulk-jobs.ts';

export type FolderJobAnswer =
  | { readonly status: 200; readonly body: JobStatus }
  | { readonly status: 207; readonly body: RenamedWithoutPurge };

const typeOf: Record<FolderJobKind, JobStatus['type']> = {
  'copy-folder': 'COPY_FOLDER',
  'move-folder': 'MOVE_FOLDER',
  'rename-folder': 'RENAME_FOLDER',
};

/** Spec library-api §6.7. `progress` is ours, and shown on request alone: SDKs must not see what they do not know. */
export function presentFolderJob(
  job: FolderJobStatus,
  { withProgress, help }: { readonly withProgress: boolean; readonly help: string },
): FolderJobAnswer {
  const { items, processed, skipped } = job;
  const common = { jobId: job.id, type: typeOf[job.kind] };
  const progress = withProgress ? { progress: { items, processed, skipped } } : {};
  if (job.isPurgeMissing) {
    const message = 'Folder renamed successfully but purging cache on nested files failed.';
    return { status: 207, body: { ...common, status: 'Partial success', message, help, ...progress } };
  }
  const purged = job.purgeRequestId === undefined ? {} : { purgeRequestId: job.purgeRequestId };
  const status = job.isFinished ? 'Completed' : 'Pending';
  return { status: 200, body: { ...common, status, ...purged, ...progress } };
}
