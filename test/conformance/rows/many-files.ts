import { type Rows, unknownId } from '../rows.ts';
import type { World } from '../world.ts';

const missingFiles = 'The requested file(s) does not exist.';
const tooLong =
  'Your request contains invalid value for tags parameter. Combined length of all tags should be less than or equal to 500.';

const ids = (count: number) =>
  Array.from({ length: count }, (_, index) => index.toString(16).padStart(24, '0'));

/** `more`: what the body has besides the ids. */
function wrongIds(path: string, more: object) {
  return {
    'fileIds parameter is missing.': (world: World) => world.ask('POST', path, more),
    'fileIds should be an Array.': (world: World) => world.ask('POST', path, { fileIds: 'a', ...more }),
    'fileIds is empty.': (world: World) => world.ask('POST', path, { fileIds: [], ...more }),
  };
}

function tagRows(path: string, tags: object, wrongTags: Rows[string][number]): Rows[string] {
  return {
    200: {
      'a file': async (world) => world.ask('POST', path, { fileIds: [(await world.file()).id], ...tags }),
    },
    400: {
      ...wrongIds(path, tags),
      'A maximum of 50 files can be edited at a time.': (world) =>
        world.ask('POST', path, { fileIds: ids(51), ...tags }),
      ...wrongTags,
    },
    404: { [missingFiles]: (world) => world.ask('POST', path, { fileIds: [unknownId], ...tags }) },
  };
}

function wrongTags(path: string) {
  const fileIds = [unknownId];
  return {
    'tags parameter is missing.': (world: World) => world.ask('POST', path, { fileIds }),
    'tags array cannot be empty.': (world: World) => world.ask('POST', path, { fileIds, tags: [] }),
    [tooLong]: (world: World) => world.ask('POST', path, { fileIds, tags: ['x'.repeat(501)] }),
  };
}

const addTags = '/v1/files/addTags';
const removeTags = '/v1/files/removeTags';
const removeAITags = '/v1/files/removeAITags';
const deleteFiles = '/v1/files/batch/deleteByFileIds';

export const manyFilesRows: Rows = {
  'delete-multiple-files': {
    200: {
      'a file': async (world) => world.ask('POST', deleteFiles, { fileIds: [(await world.file()).id] }),
    },
    400: {
      ...wrongIds(deleteFiles, {}),
      'fileIds cannot have more than 100 items.': (world) =>
        world.ask('POST', deleteFiles, { fileIds: ids(101) }),
    },
    404: { [missingFiles]: (world) => world.ask('POST', deleteFiles, { fileIds: [unknownId] }) },
  },
  'add-tags-bulk': {
    ...tagRows(addTags, { tags: ['a'] }, wrongTags(addTags)),
    207: {
      'a file whose tags would be too long': async (world) => {
        const fileIds = [(await world.file()).id];
        await world.ask('POST', addTags, { fileIds, tags: ['x'.repeat(400)] });
        return world.ask('POST', addTags, { fileIds, tags: ['y'.repeat(400)] });
      },
    },
  },
  'remove-tags-bulk': tagRows(removeTags, { tags: ['a'] }, wrongTags(removeTags)),
  'remove-ai-tags-bulk': tagRows(
    removeAITags,
    { AITags: ['a'] },
    {
      'AITags parameter is missing.': (world) => world.ask('POST', removeAITags, { fileIds: [unknownId] }),
      'AITags array cannot be empty.': (world) =>
        world.ask('POST', removeAITags, { fileIds: [unknownId], AITags: [] }),
      "Your request contains invalid value for AITags. Please provide an array of strings. Example - ['t-shirt','summer-sale'].":
        (world) => world.ask('POST', removeAITags, { fileIds: [unknownId], AITags: 'a' }),
    },
  ),
};
