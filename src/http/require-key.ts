import { authenticate } from '../access/authenticate.ts';
import { checkPermission } from '../access/permissions.ts';
import type { Clock } from '../domain/clock.ts';
import type { KeyPair } from '../domain/key-pair.ts';
import type { App } from './app.ts';
import type { LimitRate } from './rate-limit.ts';
import { needOf } from './route-needs.ts';
import { refusalsOfKeys } from './schemas/refusals.ts';

export interface KeyParts {
  readonly keyPairs: () => readonly KeyPair[];
  readonly clock: Clock;
  readonly limitRate: LimitRate;
}

/**
 * The key, what it may do, how often; the body is read afterwards (spec auth-errors-limits §2.2). A route that is not
 * there is told so without a key.
 */
export function requireKey(app: App, { keyPairs, clock, limitRate }: KeyParts): void {
  app.addHook('onRoute', (route) => {
    for (const each of [route.method].flat()) needOf(each, route.url);
    const { response } = (route.schema ?? {}) as { readonly response?: object };
    route.schema = { ...route.schema, response: { ...refusalsOfKeys, ...response } };
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return;
    const pair = authenticate(request.headers.authorization, keyPairs(), clock.now());
    const need = needOf(request.method, request.routeOptions.url ?? '');
    checkPermission(pair, need);
    limitRate(need.level, reply);
  });
}
