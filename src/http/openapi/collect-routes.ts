import type { App } from '../app.ts';
import { type DescribedRoute, readDescription } from './described-route.ts';

/**
 * Remembers every route that is registered from now on, to be described when somebody asks. A route without description
 * is not served: it throws.
 */
export function collectRoutes(app: App): readonly DescribedRoute[] {
  const routes: DescribedRoute[] = [];
  app.addHook('onRoute', (route) => {
    // HEAD comes with every GET, and v2 is v1 under another prefix.
    if (route.method === 'HEAD' || route.url.startsWith('/v2/')) return;
    const described = readDescription(route);
    if (described !== undefined) routes.push(described);
  });
  return routes;
}
