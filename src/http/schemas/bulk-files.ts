import { Type } from 'typebox';
import { say } from './messages.ts';
import { samples } from './samples.ts';

/**
 * Bodies of operations on many files (spec library-api §3.5 and §5). How many files may be named is the use case's to
 * say: an id that is sent twice counts once.
 */
const fileIds = Type.Array(Type.String(say('Your request contains invalid fileIds parameter.')), {
  minItems: 1,
  description: 'Ids of files.',
  ...say({ minItems: 'fileIds is empty.', _: 'fileIds should be an Array.' }),
});

const missing = say({ required: '$missing parameter is missing.', type: 'fileIds parameter is missing.' });

export const FileIdsBody = Type.Object({ fileIds }, missing);

export const TagsBody = Type.Object({ fileIds, tags: listOf('tags', 'Tags, compared exactly.') }, missing);

export const AITagsBody = Type.Object(
  { fileIds, AITags: listOf('AITags', 'Names of AI tags, compared exactly.') },
  missing,
);

function listOf(name: string, description: string) {
  const sentence = `Your request contains invalid value for ${name}. Please provide an array of strings. Example - ['t-shirt','summer-sale'].`;
  return Type.Array(Type.String(say(sentence)), {
    minItems: 1,
    description,
    ...say({ minItems: `${name} array cannot be empty.`, _: sentence }),
  });
}

/** Answers: the ids that went well, and what became of the others. */
export const DeletedFiles = Type.Object(
  {
    successfullyDeletedFileIds: Type.ReadonlyType(Type.Array(Type.String()), {
      description: 'Ids of the files.',
    }),
  },
  {
    title: 'DeletedFiles',
    description: 'All files are gone.',
    examples: [{ successfullyDeletedFileIds: [samples.fileId] }],
  },
);

const successfullyUpdatedFileIds = Type.ReadonlyType(Type.Array(Type.String()), {
  description: 'Ids of files that are as they were asked to be.',
});

export const UpdatedFiles = Type.Object(
  { successfullyUpdatedFileIds },
  {
    title: 'UpdatedFiles',
    description: 'All files are as they were asked to be.',
    examples: [{ successfullyUpdatedFileIds: [samples.fileId] }],
  },
);

export const PartlyUpdatedFiles = Type.Object(
  {
    successfullyUpdatedFileIds,
    errors: Type.ReadonlyType(Type.Array(Type.Object({ fileId: Type.String(), error: Type.String() })), {
      description: 'Files that are as they were before.',
    }),
  },
  {
    title: 'PartlyUpdatedFiles',
    description: 'Some files could not be changed.',
    examples: [
      {
        successfullyUpdatedFileIds: [],
        errors: [{ fileId: samples.fileId, error: 'Error in adding tags' }],
      },
    ],
  },
);
