import { Type } from 'typebox';
import { say } from './messages.ts';

/** Bodies of folder operations (spec library-api §6.1, §6.2). */
const missing = (name: string) => say(`${name} parameter is missing.`, 'MISSING_PARAMETER');

const required = (first: string) =>
  say(
    { required: '$missing parameter is missing.', type: `${first} parameter is missing.` },
    'MISSING_PARAMETER',
  );

export const CreateFolderBody = Type.Object(
  {
    folderName: Type.String({
      minLength: 1,
      description: 'Its name; what a name cannot have becomes `_`.',
      ...missing('folderName'),
    }),
    parentFolderPath: Type.String({
      minLength: 1,
      description: 'Full path of the folder to make it in, `/` for the root; made where it is missing.',
      ...missing('parentFolderPath'),
    }),
  },
  required('folderName'),
);

export const DeleteFolderBody = Type.Object(
  {
    folderPath: Type.String({
      minLength: 1,
      description: 'Full path of a folder, which goes with everything below it.',
      ...missing('folderPath'),
    }),
  },
  required('folderPath'),
);
