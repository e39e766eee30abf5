import type { Origins } from '../../library/origins.ts';
import type { App } from '../app.ts';
import { presentOrigin } from '../presenters/present-origin.ts';
import { readOrigin } from '../read-origin.ts';
import { IdParams } from '../schemas/id-params.ts';
import { OriginTypeBody } from '../schemas/origin.ts';

export function routeOrigins(app: App, { origins }: { readonly origins: Origins }): void {
  const path = '/accounts/origins';
  app.get(path, async () => (await origins.list()).map(presentOrigin));

  app.post(path, { schema: { body: OriginTypeBody } }, async (request, reply) =>
    reply.code(201).send(presentOrigin(await origins.create(readOrigin(request.body)))),
  );

  app.get(`${path}/:id`, { schema: { params: IdParams } }, async (request) =>
    presentOrigin(await origins.get(request.params.id)),
  );

  app.put(`${path}/:id`, { schema: { params: IdParams, body: OriginTypeBody } }, async (request) =>
    presentOrigin(await origins.replace(request.params.id, readOrigin(request.body))),
  );

  app.delete(`${path}/:id`, { schema: { params: IdParams } }, async (request, reply) => {
    await origins.delete(request.params.id);
    return reply.code(204).send();
  });
}
