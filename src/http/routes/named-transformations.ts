import type { NamedTransformations } from '../../library/named-transformations.ts';
import type { App } from '../app.ts';
import { presentNamedTransformation } from '../presenters/present-named-transformation.ts';
import { IdParams } from '../schemas/id-params.ts';
import { NamedTransformationBody, NamedTransformationUpdate } from '../schemas/named-transformation.ts';

export function routeNamedTransformations(
  app: App,
  { namedTransformations }: { readonly namedTransformations: NamedTransformations },
): void {
  const path = '/named-transformations';
  app.get(path, async () => (await namedTransformations.list()).map(presentNamedTransformation));

  app.post(path, { schema: { body: NamedTransformationBody } }, async (request, reply) => {
    const { name, transformation, enabled = true } = request.body;
    const made = await namedTransformations.create({ name, transformation, enabled });
    return reply.code(201).send(presentNamedTransformation(made));
  });

  app.get(`${path}/:id`, { schema: { params: IdParams } }, async (request) =>
    presentNamedTransformation(await namedTransformations.get(request.params.id)),
  );

  const schema = { params: IdParams, body: NamedTransformationUpdate };
  app.patch(`${path}/:id`, { schema }, async (request) => {
    const { name, transformation, enabled } = request.body;
    const updated = await namedTransformations.update(request.params.id, {
      ...(name === undefined ? {} : { name }),
      ...(transformation === undefined ? {} : { transformation }),
      ...(enabled === undefined ? {} : { enabled }),
    });
    return presentNamedTransformation(updated);
  });

  app.delete(`${path}/:id`, { schema: { params: IdParams } }, async (request, reply) => {
    await namedTransformations.delete(request.params.id);
    return reply.code(204).send();
  });
}
