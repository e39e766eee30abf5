import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { LogController } from 'fastify';
import type { App, Log } from './app.ts';
import { answerBrokenRequest } from './broken-request.ts';
import { answerEveryRequest, answerUnreadableTarget, type EveryRequestParts } from './every-request.ts';
import { readQuery } from './read-query.ts';
import { routeHealth } from './routes/health.ts';
import { type LandingParts, routeLanding } from './routes/landing.ts';
import { type LibraryParts, routeLibrary } from './routes/library.ts';
import { routeUpload, type UploadParts } from './routes/upload.ts';
import { compileValidator } from './validate.ts';

export interface ServerParts extends EveryRequestParts, LandingParts, LibraryParts, UploadParts {
  readonly deliver: RequestListener;
  readonly isReady: () => boolean;
  /** First path segment of delivery URLs. */
  readonly id: string;
  readonly log: Log;
}

/** The front door: delivery straight from Node's server, everything else through Fastify. */
export function createServer(parts: ServerParts): App {
  const deliveryPrefix = `/${parts.id}/`;
  const app: App = fastify({
    loggerInstance: parts.log,
    // answerEveryRequest logs one line a request; Fastify's own two would double that.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: parts.maxFieldBytes,
    frameworkErrors: answerUnreadableTarget(parts.help),
    clientErrorHandler: answerBrokenRequest(parts.help),
    routerOptions: { ignoreTrailingSlash: true, querystringParser: readQuery, maxParamLength: 1000 },
    // A hit must cost what a static file server costs: delivery does without the framework.
    serverFactory: (handler) =>
      createHttpServer((request, response) =>
        request.url?.startsWith(deliveryPrefix)
          ? parts.deliver(request, response)
          : handler(request, response),
      ),
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.setValidatorCompiler(compileValidator);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  answerEveryRequest(app, parts);
  routeHealth(app, parts);
  routeLanding(app, parts);
  routeUpload(app, parts);
  for (const prefix of ['/v1', '/v2']) {
    app.register(async (scope: App) => routeLibrary(scope, parts), { prefix });
  }
  return app;
}
