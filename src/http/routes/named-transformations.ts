import { Type } from 'typebox';
import type { NamedTransformations } from '../../library/named-transformations.ts';
import type { App } from '../app.ts';
import { presentNamedTransformation } from '../presenters/present-named-transformation.ts';
import {
  NamedTransformationBody,
  NamedTransformationObject,
  NamedTransformationParams,
  NamedTransformationUpdate,
} from '../schemas/named-transformation.ts';
import { nothing } from '../schemas/nothing.ts';
import { refusals } from '../schemas/refusals.ts';

const tags = ['Named transformations'];
const unknownId = { not_found: 'No named transformation has this id.' };

const listSchema = {
  operationId: 'list-named-transformations',
  summary: 'List named transformations',
  description: 'All of them, in the order they were made.',
  tags,
  response: { 200: Type.Array(NamedTransformationObject, { description: 'The named transformations.' }) },
};

const createSchema = {
  operationId: 'create-named-transformation',
  summary: 'Create named transformation',
  description: 'Gives a transformation a name, to be used in URLs as `tr:n-NAME`.',
  tags,
  body: NamedTransformationBody,
  examples: [
    {
      body: { name: 'small_thumbnail', transformation: 'w-150,h-150', enabled: true },
      makes: { namedTransformationId: '/id' },
    },
  ],
  response: {
    201: NamedTransformationObject,
    ...refusals({ invalid: 'A parameter is missing or wrong, the name is taken, or there are too many.' }),
  },
};

const getSchema = {
  operationId: 'get-named-transformation',
  summary: 'Get named transformation',
  description: 'One named transformation.',
  tags,
  params: NamedTransformationParams,
  response: { 200: NamedTransformationObject, ...refusals(unknownId) },
};

const updateSchema = {
  operationId: 'update-named-transformation',
  summary: 'Update named transformation',
  description: 'Only what is sent changes. URLs that use the name change with it.',
  tags,
  params: NamedTransformationParams,
  body: NamedTransformationUpdate,
  examples: [{ body: { transformation: 'w-200,h-200,fo-top' } }],
  response: {
    200: NamedTransformationObject,
    ...refusals({ invalid: 'A parameter is wrong, or the name is taken.', ...unknownId }),
  },
};

const deleteSchema = {
  operationId: 'delete-named-transformation',
  summary: 'Delete named transformation',
  description: 'URLs that use the name are refused from then on.',
  tags,
  params: NamedTransformationParams,
  response: { 204: nothing('The named transformation is gone.'), ...refusals(unknownId) },
};

export function routeNamedTransformations(
  app: App,
  { namedTransformations }: { readonly namedTransformations: NamedTransformations },
): void {
  const path = '/named-transformations';
  app.get(path, { schema: listSchema }, async () =>
    (await namedTransformations.list()).map(presentNamedTransformation),
  );

  app.post(path, { schema: createSchema }, async (request, reply) => {
    const { name, transformation, enabled = true } = request.body;
    const made = await namedTransformations.create({ name, transformation, enabled });
    return reply.code(201).send(presentNamedTransformation(made));
  });

  app.get(`${path}/:id`, { schema: getSchema }, async (request) =>
    presentNamedTransformation(await namedTransformations.get(request.params.id)),
  );

  app.patch(`${path}/:id`, { schema: updateSchema }, async (request) => {
    const { name, transformation, enabled } = request.body;
    const updated = await namedTransformations.update(request.params.id, {
      ...(name === undefined ? {} : { name }),
      ...(transformation === undefined ? {} : { transformation }),
      ...(enabled === undefined ? {} : { enabled }),
    });
    return presentNamedTransformation(updated);
  });

  app.delete(`${path}/:id`, { schema: deleteSchema }, async (request, reply) => {
    await namedTransformations.delete(request.params.id);
    return reply.code(204).send();
  });
}
