import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSameSecret } from '../../access/same-secret.ts';
import { MediaError } from '../../domain/errors.ts';
import type { App } from '../app.ts';
import { undescribed } from '../openapi/undescribed.ts';

export interface MetricsParts {
  /** In the text format of Prometheus. */
  readonly writeMetrics: () => string;
  /** Absent: this machine alone may ask. */
  readonly metricsToken?: string;
}

/** `/metrics`: how much is delivered, rendered and waited for is nobody's business but the operator's. */
export function routeMetrics(app: App, { writeMetrics, metricsToken }: MetricsParts): void {
  app.get('/metrics', { config: undescribed }, async (request, reply) => {
    checkReader(request, reply, metricsToken);
    return reply
      .type('text/plain; version=0.0.4; charset=utf-8')
      .header('cache-control', 'no-store')
      .serializer(String)
      .send(writeMetrics());
  });
}

function checkReader(request: FastifyRequest, reply: FastifyReply, token: string | undefined): void {
  // A page in the operator's browser is on this machine too.
  reply.removeHeader('access-control-allow-origin');
  if (token === undefined) {
    if (!isOfThisMachine(request)) {
      throw new MediaError('forbidden', 'The metrics are for this machine alone.', {
        help: 'Set CALOTYPE_METRICS_TOKEN, and send it as a bearer token.',
      });
    }
    return;
  }
  if (isSameSecret(request.headers.authorization ?? '', `Bearer ${token}`)) return;
  reply.header('www-authenticate', 'Bearer');
  throw new MediaError('unauthorized', 'The metrics need the bearer token of CALOTYPE_METRICS_TOKEN.');
}

const loopbackAddress = /^(127\.|::1$|::ffff:127\.)/;
const loopbackHost = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;
const ofProxies = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * A name that leads here from elsewhere is in `Host` (DNS rebinding), a page of another site in `Origin`, and what a proxy on this
 * machine passes on mostly says so.
 */
function isOfThisMachine({ headers, socket }: FastifyRequest): boolean {
  return (
    loopbackAddress.test(socket.remoteAddress ?? '') &&
    loopbackHost.test(headers.host ?? '') &&
    headers.origin === undefined &&
    ofProxies.every((name) => headers[name] === undefined)
  );
}
