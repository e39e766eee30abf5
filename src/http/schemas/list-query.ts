import { Type } from 'typebox';
import { say } from './messages.ts';

const sortFields = ['NAME', 'CREATED', 'UPDATED', 'HEIGHT', 'WIDTH', 'SIZE', 'RELEVANCE'] as const;

/** Query of `GET /v1/files` (spec library-api §3.1). An empty value equals an absent one. */
export const ListQuery = Type.Object({
  type: Type.Optional(
    Type.Enum(['file', 'file-version', 'folder', 'all'], {
      description: 'What to list; `all` is files and folders.',
      ...say(
        'Your request contains invalid value for type parameter. Please provide one of the following: file, file-version, folder, all.',
      ),
    }),
  ),
  sort: Type.Optional(
    Type.Enum(
      sortFields.flatMap((field) => [`ASC_${field}`, `DESC_${field}`]),
      {
        description: 'Order of the page.',
        ...say('Your request contains invalid value for sort parameters.'),
      },
    ),
  ),
  path: Type.Optional(Type.String({ description: 'Only direct children of this folder.' })),
  searchQuery: Type.Optional(Type.String({ description: 'A query in the search language.' })),
  fileType: Type.Optional(
    Type.Enum(['all', 'image', 'non-image'], {
      description: 'Only files of this kind.',
      ...say(
        'Your request contains invalid value for fileType parameter. Please provide one of the following: all, image, non-image.',
      ),
    }),
  ),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1000,
      description: 'Most assets in the answer.',
      ...say({
        maximum: 'Maximum value of limit parameter is 1000. Value sent is $value.',
        _: 'Minimum value of limit parameter is 1. Value sent is $value.',
      }),
    }),
  ),
  skip: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'Assets to leave out at the beginning.',
      ...say('The value of skip parameter should be greater than or equal to 0. Value sent is $value.'),
    }),
  ),
  tags: Type.Optional(Type.String({ description: 'Comma-separated; any of them.' })),
  name: Type.Optional(Type.String({ description: 'Exact name.' })),
  includeFolder: Type.Optional(Type.Boolean({ description: 'The same as `type=all`.' })),
});
