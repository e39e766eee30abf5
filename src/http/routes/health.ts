import type { App } from '../app.ts';
import { undescribed } from '../openapi/undescribed.ts';
import type { Readiness } from '../readiness.ts';

/** Answers of the process itself: alive (`/healthz`), and able to take requests (`/readyz`). */
export function routeHealth(app: App, { readiness }: { readonly readiness: Readiness }): void {
  app.get('/healthz', { config: undescribed }, async () => ({ status: 'ok' }));
  app.get('/readyz', { config: undescribed }, async (_request, reply) => {
    const state = await readiness();
    return reply.code(state.status === 'ready' ? 200 : 503).send(state);
  });
}
