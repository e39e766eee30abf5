import type { OriginId } from '../../domain/ids.ts';
import type { UrlEndpoint, UrlRewriter } from '../../domain/url-endpoint.ts';
import type { UrlEndpoints, UrlEndpointValues } from '../../library/url-endpoints.ts';
import type { App } from '../app.ts';
import { IdParams } from '../schemas/id-params.ts';
import { UrlEndpointBody } from '../schemas/url-endpoint.ts';

export function routeUrlEndpoints(app: App, { urlEndpoints }: { readonly urlEndpoints: UrlEndpoints }): void {
  const path = '/accounts/url-endpoints';
  app.get(path, async () => (await urlEndpoints.list()).map(present));

  app.post(path, { schema: { body: UrlEndpointBody } }, async (request, reply) =>
    reply.code(201).send(present(await urlEndpoints.create(readValues(request.body)))),
  );

  app.get(`${path}/:id`, { schema: { params: IdParams } }, async (request) =>
    present(await urlEndpoints.get(request.params.id)),
  );

  app.put(`${path}/:id`, { schema: { params: IdParams, body: UrlEndpointBody } }, async (request) =>
    present(await urlEndpoints.replace(request.params.id, readValues(request.body))),
  );

  app.delete(`${path}/:id`, { schema: { params: IdParams } }, async (request, reply) => {
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

function present({ id, description, urlPrefix, origins, urlRewriter }: UrlEndpoint) {
  return { id, description, urlPrefix, origins, ...(urlRewriter === undefined ? {} : { urlRewriter }) };
}
