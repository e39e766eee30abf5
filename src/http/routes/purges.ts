import type { Purges } from '../../library/purge-cache.ts';
import type { App } from '../app.ts';
import { PurgeBody, PurgeParams, PurgeRequest, PurgeStatus } from '../schemas/purge.ts';
import { refusals } from '../schemas/refusals.ts';
import { samples } from '../schemas/samples.ts';

export interface PurgesParts {
  readonly purges: Purges;
}

const tags = ['Cache'];

const requestSchema = {
  operationId: 'purge-cache',
  summary: 'Purge cache',
  description:
    'Forgets what was made for a delivery URL, exactly as it is written, or for all that begin as it does where it ends with `*`.',
  tags,
  body: PurgeBody,
  examples: [{ body: { url: samples.fileUrl }, makes: { purgeRequestId: '/requestId' } }],
  response: {
    201: PurgeRequest,
    ...refusals({
      invalid: '`url` is missing, not of this account, or its `*` takes in too much.',
      rate_limited: 'There are more requests than the operator allows, at once or in this month.',
    }),
  },
};

const statusSchema = {
  operationId: 'purge-status',
  summary: 'Get purge status',
  description: 'Once it is completed, the next request for the URL is made anew.',
  tags,
  params: PurgeParams,
  response: { 200: PurgeStatus, ...refusals({ invalid: 'No purge request has this id.' }) },
};

export function routePurges(app: App, { purges }: PurgesParts): void {
  app.post('/files/purge', { schema: requestSchema }, async (request, reply) =>
    reply.code(201).send({ requestId: await purges.request(request.body.url) }),
  );

  app.get('/files/purge/:id', { schema: statusSchema }, async (request) => ({
    status: await purges.find(request.params.id),
  }));
}
