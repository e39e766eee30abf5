import type { Static } from 'typebox';
import { readWrittenMetadata } from '../../domain/custom-metadata.ts';
import { invalid } from '../../domain/errors.ts';
import type { DetailsUpdate, UpdateDetails } from '../../library/update-details.ts';
import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import { presentFile } from '../presenters/present-file.ts';
import { DetailsUpdateBody } from '../schemas/details-update.ts';
import { FileObject } from '../schemas/file.ts';
import { FileParams } from '../schemas/file-params.ts';
import { refusals } from '../schemas/refusals.ts';

export interface UpdateFileDetailsParts {
  readonly updateDetails: UpdateDetails;
  readonly addresses: Addresses;
}

const schema = {
  operationId: 'update-file-details',
  summary: 'Update file details',
  description:
    'Changes tags, coordinates, description and custom metadata of the current version, or whether it is published. What is not sent stays; `publish` stands alone.',
  tags: ['Files'],
  params: FileParams,
  body: DetailsUpdateBody,
  examples: [
    { name: 'Attributes', body: { tags: ['cat'], customCoordinates: '10,10,100,100', description: 'Tom' } },
    { name: 'Publication', body: { publish: { isPublished: true, includeFileVersions: false } } },
  ],
  response: {
    200: FileObject,
    ...refusals({
      invalid: 'This can be no id of a file, or a parameter is wrong: see `errors` for custom metadata.',
      not_found: 'No file has this id.',
    }),
  },
};

export function routeUpdateFileDetails(app: App, parts: UpdateFileDetailsParts): void {
  app.patch('/files/:fileId/details', { schema }, async (request) => {
    const update = readUpdate(request.body);
    return presentFile(await parts.updateDetails(request.params.fileId, update), parts.addresses.endpoint);
  });
}

const notYet = ['extensions', 'webhookUrl'] as const;

function readUpdate(body: Static<typeof DetailsUpdateBody>): DetailsUpdate {
  const unsupported = notYet.find((name) => body[name] !== undefined && body[name] !== null);
  if (unsupported !== undefined) throw invalid(`The ${unsupported} parameter is not supported yet.`);
  const { tags, customCoordinates, description, customMetadata, removeAITags, publish } = body;
  return {
    ...(tags === undefined ? {} : { tags }),
    ...(customCoordinates === undefined ? {} : { customCoordinates }),
    ...(description === undefined ? {} : { description }),
    ...(customMetadata == null ? {} : { customMetadata: readWrittenMetadata(customMetadata) }),
    ...(removeAITags === undefined ? {} : { removeAITags }),
    ...(publish === undefined
      ? {}
      : {
          publish: {
            isPublished: publish.isPublished,
            includeFileVersions: publish.includeFileVersions ?? false,
          },
        }),
  };
}
