import type { Static } from 'typebox';
import type { SavedExtensions, SavedExtensionValues } from '../../library/saved-extensions.ts';
import type { App } from '../app.ts';
import { presentSavedExtension } from '../presenters/present-saved-extension.ts';
import { IdParams } from '../schemas/id-params.ts';
import { SavedExtensionBody, SavedExtensionUpdate } from '../schemas/saved-extension.ts';

export function routeSavedExtensions(
  app: App,
  { savedExtensions }: { readonly savedExtensions: SavedExtensions },
): void {
  const path = '/saved-extensions';
  app.get(path, async () => (await savedExtensions.list()).map(presentSavedExtension));

  app.post(path, { schema: { body: SavedExtensionBody } }, async (request, reply) => {
    const { name, description, config } = request.body;
    const made = await savedExtensions.create({ name, description, config });
    return reply.code(201).send(presentSavedExtension(made));
  });

  app.get(`${path}/:id`, { schema: { params: IdParams } }, async (request) =>
    presentSavedExtension(await savedExtensions.get(request.params.id)),
  );

  const schema = { params: IdParams, body: SavedExtensionUpdate };
  app.patch(`${path}/:id`, { schema }, async (request) =>
    presentSavedExtension(await savedExtensions.update(request.params.id, readUpdate(request.body))),
  );

  app.delete(`${path}/:id`, { schema: { params: IdParams } }, async (request, reply) => {
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
