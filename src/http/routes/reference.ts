import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import { undescribed } from '../openapi/undescribed.ts';
import { readScalar } from '../reference/read-scalar.ts';
import {
  referencePage,
  referencePaths,
  referencePolicy,
  referenceStart,
} from '../reference/reference-page.ts';

const unzip = promisify(gunzip);

/** What the API is, for people: a page that needs nothing from elsewhere. */
export function routeReference(app: App, { addresses }: { readonly addresses: Addresses }): void {
  const options = { config: undescribed };

  app.get(referencePaths.page, options, async (_request, reply) => {
    reply.header('content-security-policy', referencePolicy(addresses.publicUrl));
    return send(reply, 'text/html', referencePage);
  });

  app.get(referencePaths.start, options, async (_request, reply) =>
    send(reply, 'text/javascript', referenceStart),
  );

  app.get(referencePaths.scalar, options, async (request, reply) => {
    const zipped = await readScalar();
    reply.header('vary', 'accept-encoding').header('cache-control', 'public, max-age=3600');
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) {
      return send(reply, 'text/javascript', await unzip(zipped));
    }
    return send(reply.header('content-encoding', 'gzip'), 'text/javascript', zipped);
  });
}

function send(reply: FastifyReply, type: string, body: string | Buffer) {
  return reply
    .type(`${type}; charset=utf-8`)
    .header('x-content-type-options', 'nosniff')
    .serializer((text: string) => text)
    .send(body);
}
