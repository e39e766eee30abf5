import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { LogController } from 'fastify';
import type { App, Log } from './app.ts';
import { answerBrokenRequest } from './broken-request.ts';
import { type Domains, findDomain } from './domains.ts';
import { answerEveryRequest, answerUnreadableTarget, type EveryRequestParts } from './every-request.ts';
import { collectRoutes } from './openapi/collect-routes.ts';
import { readQuery } from './read-query.ts';
import type { Readiness } from './readiness.ts';
import { routeDescription } from './routes/description.ts';
import { routeHealth } from './routes/health.ts';
import { type LandingParts, routeLanding } from './routes/landing.ts';
import { type LibraryParts, routeLibrary } from './routes/library.ts';
import { type MetricsParts, routeMetrics } from './routes/metrics.ts';
import { routeReference } from './routes/reference.ts';
import { routeUpload, type UploadParts } from './routes/upload.ts';
import { compileValidator } from './validate.ts';

export interface ServerParts
  extends EveryRequestParts,
    LandingParts,
    LibraryParts,
    MetricsParts,
    UploadParts {
  readonly deliver: RequestListener;
  /** Sees every request before anybody else; absent: nobody does. */
  readonly listenAround?: (listener: RequestListener) => RequestListener;
  readonly readiness: Readiness;
  /** First path segment of delivery URLs. */
  readonly id: string;
  /** Below them is nothing but deliveries: the API stays where it is. */
  readonly domains: Domains;
  readonly log: Log;
  /** A connection on which nothing moves for so long is closed. */
  readonly idleSeconds: number;
}

/**
 * An upload may take as long as it moves: a limit of the whole request would cut off slow lines, not hostile ones. Kept-alive
 * connections outlive the usual 60 seconds of a proxy in front, which would else send into a closing one.
 */
const timeouts = { requestTimeout: 0, keepAliveTimeout: 72_000 };

/** The front door: delivery straight from Node's server, everything else through Fastify. */
export function createServer(parts: ServerParts): App {
  const deliveryPrefix = `/${parts.id}/`;
  const { listenAround = (listener: RequestListener) => listener } = parts;
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
      createHttpServer(
        timeouts,
        listenAround((request, response) =>
          request.url?.startsWith(deliveryPrefix) ||
          findDomain(request.headers.host, parts.domains) !== undefined
            ? parts.deliver(request, response)
            : handler(request, response),
        ),
      ).setTimeout(parts.idleSeconds * 1000),
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.setValidatorCompiler(compileValidator);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  closeWhatFallsIdle(app);
  answerEveryRequest(app, parts);
  const routes = collectRoutes(app);
  routeDescription(app, { ...parts, routes });
  routeReference(app, parts);
  routeHealth(app, parts);
  routeMetrics(app, parts);
  routeLanding(app, parts);
  routeUpload(app, parts);
  for (const prefix of ['/v1', '/v2']) {
    app.register(async (scope: App) => routeLibrary(scope, parts), { prefix });
  }
  return app;
}

const sweepMs = 50;

/** What is busy when the server closes falls idle later, and would keep it waiting for the keep-alive timeout. */
function closeWhatFallsIdle(app: App): void {
  app.addHook('preClose', async () => {
    const sweep = setInterval(() => app.server.closeIdleConnections(), sweepMs);
    app.server.once('close', () => clearInterval(sweep));
  });
}
