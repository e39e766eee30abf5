import type { NamedTransformations } from '../../library/named-transformations.ts';
import type { Origins } from '../../library/origins.ts';
import type { UrlEndpoints } from '../../library/url-endpoints.ts';
import type { App } from '../app.ts';
import { routeNamedTransformations } from './named-transformations.ts';
import { routeOrigins } from './origins.ts';
import { routeUrlEndpoints } from './url-endpoints.ts';

export interface AccountParts {
  readonly namedTransformations: NamedTransformations;
  readonly origins: Origins;
  readonly urlEndpoints: UrlEndpoints;
}

/** What is set up once for the whole account. */
export function routeAccount(app: App, parts: AccountParts): void {
  routeNamedTransformations(app, parts);
  routeOrigins(app, parts);
  routeUrlEndpoints(app, parts);
}
