import type { App } from '../app.ts';
import { undescribed } from '../openapi/undescribed.ts';

/** Answers of the process itself: alive (`/healthz`), and able to take requests (`/readyz`). */
export function routeHealth(app: App, parts: { readonly isReady: () => boolean }): void {
  app.get('/healthz', { config: undescribed }, async () => ({ status: 'ok' }));
  app.get('/readyz', { config: undescribed }, async (_request, reply) =>
    parts.isReady() ? { status: 'ready' } : reply.code(503).send({ status: 'draining' }),
  );
}
