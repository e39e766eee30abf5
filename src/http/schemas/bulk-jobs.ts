import { Type } from 'typebox';
import { say } from './messages.ts';

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
