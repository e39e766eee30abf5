import type { FolderId } from '../../domain/ids.ts';
import type { ClaimedJob, Job } from '../../domain/job.ts';

export const folderJobKinds = ['copy-folder', 'move-folder', 'rename-folder'] as const;
export type FolderJobKind = (typeof folderJobKinds)[number];

/** A folder and all below it on their way to another path. */
export interface FolderJourney {
  readonly sourcePath: string;
  /** Of the folder itself. What is there already stays, and takes in what comes. */
  readonly targetPath: string;
  /** Files, older versions and folders below it at that moment. */
  readonly items: number;
  /** Copies alone: older versions too. */
  readonly includeVersions: boolean;
  /** What is delivered under the old path is purged at the end. */
  readonly purgesOldPath: boolean;
}

export interface FolderProgress {
  /** How many of the folders are done, and the name of the last file that is, in the one after them. */
  readonly folders: number;
  readonly after: string;
  readonly files: number;
  /** Files that could not go: too many versions where they would have come to. They stay where they are. */
  readonly skipped: number;
  /** So many of the next steps go with one file each. */
  readonly careful: number;
  /** The folder went as a whole. */
  readonly isWhole: boolean;
}

const atTheStart: FolderProgress = {
  folders: 0,
  after: '',
  files: 0,
  skipped: 0,
  careful: 0,
  isWhole: false,
};

/** The folders as they were when the job was asked for, in the order in which they go: its agenda. */
export function folderIdsOf({ agenda }: ClaimedJob): readonly FolderId[] {
  return agenda as readonly FolderId[];
}

export interface FolderJobResult {
  readonly purgeRequestId?: string;
}

/** What the row of a folder job holds: nobody else writes rows of these kinds. */
export function readFolderJob({ payload, progress, end }: Job) {
  return {
    journey: payload as FolderJourney,
    progress: (progress as FolderProgress | undefined) ?? atTheStart,
    result: (end?.result as FolderJobResult | undefined) ?? {},
  };
}
