import { type Static, Type } from 'typebox';
import { say } from './messages.ts';

/** Bodies of copy, move and rename (spec library-api §3.6–§3.8). */
const missing = say('Your request is missing parameters / contains invalid parameters.', 'MISSING_PARAMETER');

const journey = {
  sourceFilePath: Type.String({ minLength: 1, description: 'Full path of a file.', ...missing }),
  destinationPath: Type.String({
    minLength: 1,
    description: 'Full path of a folder; made where it is missing.',
    ...missing,
  }),
};

export const CopyBody = Type.Object(
  {
    ...journey,
    includeFileVersions: Type.Optional(
      Type.Boolean({ description: 'Copy older versions as well.', ...missing }),
    ),
  },
  missing,
);

export const MoveBody = Type.Object(journey, missing);

const invalid = (name: string) =>
  say(`Your request contains invalid ${name} parameter.`, 'INVALID_PARAMETER');

export const RenameBody = Type.Object(
  {
    filePath: Type.String({ minLength: 1, description: 'Full path of a file.', ...invalid('filePath') }),
    newFileName: Type.String({
      minLength: 1,
      description: 'Its new name; what a name cannot have becomes `_`.',
      ...invalid('newFileName'),
    }),
    purgeCache: Type.Optional(
      Type.Boolean({ description: 'Purge the old URL from the caches.', ...invalid('purgeCache') }),
    ),
  },
  say(
    {
      required: 'Your request is missing $missing parameter.',
      type: 'Your request is missing filePath parameter.',
    },
    'MISSING_PARAMETER',
  ),
);

export const RenamedFile = Type.Object(
  {
    purgeRequestId: Type.Optional(
      Type.String({ description: 'Of the purge, where one was asked for: its status can be asked for.' }),
    ),
  },
  { title: 'RenamedFile', description: 'The file is renamed.', examples: [{}] },
);
export type RenamedFile = Static<typeof RenamedFile>;
