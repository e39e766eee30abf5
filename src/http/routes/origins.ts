import { Type } from 'typebox';
import type { Origins } from '../../library/origins.ts';
import type { App } from '../app.ts';
import { presentOrigin } from '../presenters/present-origin.ts';
import { readOrigin } from '../read-origin.ts';
import { nothing } from '../schemas/nothing.ts';
import { OriginTypeBody } from '../schemas/origin.ts';
import { OriginObject, OriginParams } from '../schemas/origin-object.ts';
import { refusals } from '../schemas/refusals.ts';

const tags = ['Origins'];
const unknownId = { not_found: 'No origin has this id.' };
const wrongBody = { invalid: 'A parameter is missing, wrong or of another type of origin.' };
const oldShop = { type: 'WEB_FOLDER', name: 'Old shop', baseUrl: 'https://shop.example.com/pictures' };

const listSchema = {
  operationId: 'list-origins',
  summary: 'List origins',
  description: 'All of them, in the order they were made, without their secrets.',
  tags,
  response: { 200: Type.Array(OriginObject, { description: 'The origins.' }) },
};

const createSchema = {
  operationId: 'create-origin',
  summary: 'Create origin',
  description:
    'A place outside the library that files may come from. Its secrets are never shown again. Nothing reads from origins yet.',
  tags,
  body: OriginTypeBody,
  examples: [{ body: oldShop, makes: { originId: '/id' } }],
  response: { 201: OriginObject, ...refusals(wrongBody) },
};

const getSchema = {
  operationId: 'get-origin',
  summary: 'Get origin',
  description: 'One origin, without its secrets.',
  tags,
  params: OriginParams,
  response: { 200: OriginObject, ...refusals(unknownId) },
};

const replaceSchema = {
  operationId: 'update-origin',
  summary: 'Replace origin',
  description: 'Replaces everything of an origin but its id, secrets included.',
  tags,
  params: OriginParams,
  body: OriginTypeBody,
  examples: [{ body: { ...oldShop, forwardHostHeaderToOrigin: true } }],
  response: { 200: OriginObject, ...refusals({ ...wrongBody, ...unknownId }) },
};

const deleteSchema = {
  operationId: 'delete-origin',
  summary: 'Delete origin',
  description: 'Deletes an origin, unless a URL-endpoint uses it.',
  tags,
  params: OriginParams,
  response: {
    204: nothing('The origin is gone.'),
    ...refusals({ invalid: 'A URL-endpoint uses it.', ...unknownId }),
  },
};

export function routeOrigins(app: App, { origins }: { readonly origins: Origins }): void {
  const path = '/accounts/origins';
  app.get(path, { schema: listSchema }, async () => (await origins.list()).map(presentOrigin));

  app.post(path, { schema: createSchema }, async (request, reply) =>
    reply.code(201).send(presentOrigin(await origins.create(readOrigin(request.body)))),
  );

  app.get(`${path}/:id`, { schema: getSchema }, async (request) =>
    presentOrigin(await origins.get(request.params.id)),
  );

  app.put(`${path}/:id`, { schema: replaceSchema }, async (request) =>
    presentOrigin(await origins.replace(request.params.id, readOrigin(request.body))),
  );

  app.delete(`${path}/:id`, { schema: deleteSchema }, async (request, reply) => {
    await origins.delete(request.params.id);
    return reply.code(204).send();
  });
}
