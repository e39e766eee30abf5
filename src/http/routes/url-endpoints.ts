import { Type } from 'typebox';
import type { OriginId } from '../../domain/ids.ts';
import type { UrlEndpoint, UrlRewriter } from '../../domain/url-endpoint.ts';
import type { UrlEndpoints, UrlEndpointValues } from '../../library/url-endpoints.ts';
import type { App } from '../app.ts';
import { nothing } from '../schemas/nothing.ts';
import { refusals } from '../schemas/refusals.ts';
import { UrlEndpointBody, UrlEndpointObject, UrlEndpointParams } from '../schemas/url-endpoint.ts';

const tags = ['URL-endpoints'];
const unknownId = { not_found: 'No URL-endpoint has this id.' };
const wrongBody = {
  invalid: 'A parameter is missing or wrong, the prefix is taken, or an origin does not exist.',
};

const listSchema = {
  operationId: 'list-url-endpoints',
  summary: 'List URL-endpoints',
  description: 'All of them, the default one first.',
  tags,
  response: { 200: Type.Array(UrlEndpointObject, { description: 'The URL-endpoints.' }) },
};

const createSchema = {
  operationId: 'create-url-endpoint',
  summary: 'Create URL-endpoint',
  description:
    'A first path segment of delivery URLs, with the origins to be tried below it. Delivery does not read URL-endpoints yet.',
  tags,
  body: UrlEndpointBody,
  examples: [
    {
      body: { description: 'The shop', urlPrefix: 'shop', origins: [] },
      makes: { urlEndpointId: '/id' },
    },
  ],
  response: { 201: UrlEndpointObject, ...refusals(wrongBody) },
};

const getSchema = {
  operationId: 'get-url-endpoint',
  summary: 'Get URL-endpoint',
  description: 'One URL-endpoint.',
  tags,
  params: UrlEndpointParams,
  response: { 200: UrlEndpointObject, ...refusals(unknownId) },
};

const replaceSchema = {
  operationId: 'update-url-endpoint',
  summary: 'Replace URL-endpoint',
  description: 'Replaces everything of a URL-endpoint but its id. The default one keeps its empty prefix.',
  tags,
  params: UrlEndpointParams,
  body: UrlEndpointBody,
  examples: [{ body: { description: 'The new shop', urlPrefix: 'shop', origins: [] } }],
  response: { 200: UrlEndpointObject, ...refusals({ ...wrongBody, ...unknownId }) },
};

const deleteSchema = {
  operationId: 'delete-url-endpoint',
  summary: 'Delete URL-endpoint',
  description: 'Deletes a URL-endpoint, unless it is the default one.',
  tags,
  params: UrlEndpointParams,
  response: {
    204: nothing('The URL-endpoint is gone.'),
    ...refusals({ invalid: 'It is the default one.', ...unknownId }),
  },
};

export function routeUrlEndpoints(app: App, { urlEndpoints }: { readonly urlEndpoints: UrlEndpoints }): void {
  const path = '/accounts/url-endpoints';
  app.get(path, { schema: listSchema }, async () => (await urlEndpoints.list()).map(present));

  app.post(path, { schema: createSchema }, async (request, reply) =>
    reply.code(201).send(present(await urlEndpoints.create(readValues(request.body)))),
  );

  app.get(`${path}/:id`, { schema: getSchema }, async (request) =>
    present(await urlEndpoints.get(request.params.id)),
  );

  app.put(`${path}/:id`, { schema: replaceSchema }, async (request) =>
    present(await urlEndpoints.replace(request.params.id, readValues(request.body))),
  );

  app.delete(`${path}/:id`, { schema: deleteSchema }, async (request, reply) => {
    await urlEndpoints.delete(request.params.id);
    return reply.code(204).send();
  });
}

function readValues({
  description,
  urlPrefix,
  origins = [],
  urlRewriter,
}: UrlEndpointBody): UrlEndpointValues {
  return {
    description,
    origins: origins as OriginId[],
    ...(urlPrefix === undefined ? {} : { urlPrefix }),
    ...(urlRewriter === undefined ? {} : { urlRewriter: readRewriter(urlRewriter) }),
  };
}

function readRewriter(given: NonNullable<UrlEndpointBody['urlRewriter']>): UrlRewriter {
  if (given.type !== 'CLOUDINARY') return { type: given.type };
  return { type: given.type, preserveAssetDeliveryTypes: given.preserveAssetDeliveryTypes ?? false };
}

function present({ id, description, urlPrefix, origins, urlRewriter }: UrlEndpoint): UrlEndpointObject {
  return { id, description, urlPrefix, origins, ...(urlRewriter === undefined ? {} : { urlRewriter }) };
}
