import type { JobRepository } from '../../domain/database.ts';
import { notFound } from '../../domain/errors.ts';
import { isId, type JobId } from '../../domain/ids.ts';
import { type FolderJobKind, folderJobKinds, readFolderJob } from './folder-job.ts';

export interface FolderJobStatus {
  readonly id: JobId;
  readonly kind: FolderJobKind;
  readonly isFinished: boolean;
  readonly purgeRequestId?: string;
  /** Everything was done but for the purge that was asked for. */
  readonly isPurgeMissing: boolean;
  readonly items: number;
  readonly processed: number;
  readonly skipped: number;
}

export type GetFolderJobStatus = (id: string) => Promise<FolderJobStatus>;

/** Spec library-api §6.7. Jobs of other kinds are nobody's to see. */
export function createGetFolderJobStatus({
  jobs,
}: {
  readonly jobs: Pick<JobRepository, 'find'>;
}): GetFolderJobStatus {
  return async (id) => {
    const job = isId(id) ? await jobs.find(id as JobId) : undefined;
    const kind = folderJobKinds.find((name) => name === job?.kind);
    if (job === undefined || kind === undefined) throw notFound('The requested job does not exist.');
    const { journey, progress, result } = readFolderJob(job);
    const isFinished = job.end !== undefined;
    return {
      id: job.id,
      kind,
      isFinished,
      ...result,
      // A job that was given up has renamed nothing to speak of (spec library-api §6.7: no failure state exists).
      isPurgeMissing:
        job.end !== undefined &&
        job.end.failure === undefined &&
        journey.purgesOldPath &&
        result.purgeRequestId === undefined,
      items: journey.items,
      processed: isFinished ? journey.items : Math.min(journey.items, progress.files + progress.folders),
      skipped: progress.skipped,
    };
  };
}
