import { type Static, Type } from 'typebox';
import { idParams } from './id-params.ts';
import { say } from './messages.ts';
import { samples } from './samples.ts';

/** Bodies of jobs on folders (spec library-api §6.3–§6.6). That a path is not empty is the use case's to say. */
const invalid = (name: string) =>
  say(`Your request contains invalid ${name} parameter.`, 'INVALID_PARAMETER');

const path = (name: string, description: string) => Type.String({ description, ...invalid(name) });
const flag = (name: string, description: string) =>
  Type.Optional(Type.Boolean({ description, ...invalid(name) }));

const transfer = {
  sourceFolderPath: path('sourceFolderPath', 'Full path of a folder.'),
  destinationPath: path(
    'destinationPath',
    'Full path of the folder to put it into; made where it is missing.',
  ),
};

const transferMissing = say(
  { required: '$missing parameter is missing.', _: 'sourceFolderPath parameter is missing.' },
  'MISSING_PARAMETER',
);

export const CopyFolderBody = Type.Object(
  {
    ...transfer,
    includeVersions: flag('includeVersions', 'Copy older versions as well.'),
    includeFileVersions: flag('includeFileVersions', 'The same, by its older name.'),
  },
  transferMissing,
);

export const MoveFolderBody = Type.Object(transfer, transferMissing);

export const RenameFolderBody = Type.Object(
  {
    folderPath: path('folderPath', 'Full path of a folder.'),
    newFolderName: path('newFolderName', 'Its new name; what a name cannot have becomes `_`.'),
    purgeCache: flag('purgeCache', 'Purge what is delivered under the old path, and below it.'),
  },
  say({ required: '$missing parameter is missing.', _: 'folderPath parameter is missing.' }),
);

export const JobQuery = Type.Object({
  progress: Type.Optional(
    Type.Boolean({ description: 'Not of ImageKit: with `true` the answer tells how far the job has come.' }),
  ),
});

export const JobParams = idParams('a job on a folder', samples.folderJobId);

export const StartedJob = Type.Object(
  { jobId: Type.String({ description: 'Its status can be asked for.' }) },
  {
    title: 'StartedJob',
    description: 'The job is started, and goes on by itself.',
    examples: [{ jobId: samples.folderJobId }],
  },
);

const common = {
  jobId: Type.String({ description: 'Id of the job.' }),
  type: Type.Enum(['COPY_FOLDER', 'MOVE_FOLDER', 'RENAME_FOLDER'], { description: 'What it does.' }),
};

const count = (description: string) => Type.Integer({ minimum: 0, description });

const progress = {
  progress: Type.Optional(
    Type.Object(
      {
        items: count('Files and folders that the job is about; of a rename, folders alone.'),
        processed: count('Those that it is done with.'),
        skipped: count('Those that could not be done.'),
      },
      { description: 'Not of ImageKit, and only where it was asked for.' },
    ),
  ),
};

export const JobStatus = Type.Object(
  {
    ...common,
    status: Type.Enum(['Pending', 'Completed'], { description: 'What has become of it.' }),
    purgeRequestId: Type.Optional(
      Type.String({ description: 'Of the purge that a finished rename has asked for.' }),
    ),
    ...progress,
  },
  {
    title: 'FolderJob',
    description: 'How far the job is.',
    examples: [{ jobId: samples.folderJobId, type: 'COPY_FOLDER', status: 'Completed' }],
  },
);
export type JobStatus = Static<typeof JobStatus>;

export const RenamedWithoutPurge = Type.Object(
  {
    ...common,
    status: Type.Literal('Partial success', { description: 'Renamed, not purged.' }),
    message: Type.String({ description: 'What is missing.' }),
    help: Type.String({ description: 'Where help is found.' }),
    ...progress,
  },
  {
    title: 'RenamedWithoutPurge',
    description: 'The folder is renamed; the purge was not possible.',
    examples: [
      {
        jobId: samples.folderJobId,
        type: 'RENAME_FOLDER',
        status: 'Partial success',
        message: 'Folder renamed successfully but purging cache on nested files failed.',
        help: 'For support kindly contact us.',
      },
    ],
  },
);
export type RenamedWithoutPurge = Static<typeof RenamedWithoutPurge>;
