import type { Purges } from '../../library/purge-cache.ts';
import type { App } from '../app.ts';
import { IdParams } from '../schemas/id-params.ts';
import { PurgeBody } from '../schemas/purge.ts';

export interface PurgesParts {
  readonly purges: Purges;
}

export function routePurges(app: App, { purges }: PurgesParts): void {
  app.post('/files/purge', { schema: { body: PurgeBody } }, async (request, reply) =>
    reply.code(201).send({ requestId: await purges.request(request.body.url) }),
  );

  app.get('/files/purge/:id', { schema: { params: IdParams } }, async (request) => ({
    status: await purges.find(request.params.id),
  }));
}
