import { type Static, Type } from 'typebox';
import type { SavedExtensions, SavedExtensionValues } from '../../library/saved-extensions.ts';
import type { App } from '../app.ts';
import { presentSavedExtension } from '../presenters/present-saved-extension.ts';
import { nothing } from '../schemas/nothing.ts';
import { refusals } from '../schemas/refusals.ts';
import {
  SavedExtensionBody,
  SavedExtensionObject,
  SavedExtensionParams,
  SavedExtensionUpdate,
} from '../schemas/saved-extension.ts';

const tags = ['Saved extensions'];
const unknownId = {
  invalid: 'This can be no id of a saved extension.',
  not_found: 'No saved extension has this id.',
};

const listSchema = {
  operationId: 'list-extensions',
  summary: 'List saved extensions',
  description: 'All of them, in the order they were made.',
  tags,
  response: { 200: Type.Array(SavedExtensionObject, { description: 'The saved extensions.' }) },
};

const createSchema = {
  operationId: 'create-extension',
  summary: 'Create saved extension',
  description: 'Keeps one extension with its options under an id. Nothing runs saved extensions yet.',
  tags,
  body: SavedExtensionBody,
  examples: [
    {
      body: {
        name: 'Describe',
        description: 'A sentence for every new picture',
        config: { name: 'ai-auto-description' },
      },
      makes: { savedExtensionId: '/id' },
    },
  ],
  response: {
    201: SavedExtensionObject,
    ...refusals({ invalid: 'A parameter is missing or wrong, or there are too many.' }),
  },
};

const getSchema = {
  operationId: 'get-extension',
  summary: 'Get saved extension',
  description: 'One saved extension.',
  tags,
  params: SavedExtensionParams,
  response: { 200: SavedExtensionObject, ...refusals(unknownId) },
};

const updateSchema = {
  operationId: 'update-extension',
  summary: 'Update saved extension',
  description: 'Only what is sent changes; `config` is replaced whole.',
  tags,
  params: SavedExtensionParams,
  body: SavedExtensionUpdate,
  examples: [
    { body: { name: 'Tag', config: { name: 'google-auto-tagging', minConfidence: 80, maxTags: 5 } } },
  ],
  response: {
    200: SavedExtensionObject,
    ...refusals({ ...unknownId, invalid: `${unknownId.invalid} Or a parameter is wrong.` }),
  },
};

const deleteSchema = {
  operationId: 'delete-extension',
  summary: 'Delete saved extension',
  description: 'Deletes a saved extension. Files keep what it gave them.',
  tags,
  params: SavedExtensionParams,
  response: { 204: nothing('The saved extension is gone.'), ...refusals(unknownId) },
};

export function routeSavedExtensions(
  app: App,
  { savedExtensions }: { readonly savedExtensions: SavedExtensions },
): void {
  const path = '/saved-extensions';
  app.get(path, { schema: listSchema }, async () =>
    (await savedExtensions.list()).map(presentSavedExtension),
  );

  app.post(path, { schema: createSchema }, async (request, reply) => {
    const { name, description, config } = request.body;
    const made = await savedExtensions.create({ name, description, config });
    return reply.code(201).send(presentSavedExtension(made));
  });

  app.get(`${path}/:id`, { schema: getSchema }, async (request) =>
    presentSavedExtension(await savedExtensions.get(request.params.id)),
  );

  app.patch(`${path}/:id`, { schema: updateSchema }, async (request) =>
    presentSavedExtension(await savedExtensions.update(request.params.id, readUpdate(request.body))),
  );

  app.delete(`${path}/:id`, { schema: deleteSchema }, async (request, reply) => {
    await savedExtensions.delete(request.params.id);
    return reply.code(204).send();
  });
}

function readUpdate({
  name,
  description,
  config,
}: Static<typeof SavedExtensionUpdate>): Partial<SavedExtensionValues> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(config === undefined ? {} : { config }),
  };
}
