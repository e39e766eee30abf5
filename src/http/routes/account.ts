import type { DeliverySettingsOfAccount } from '../../library/delivery-settings.ts';
import type { NamedTransformations } from '../../library/named-transformations.ts';
import type { Origins } from '../../library/origins.ts';
import type { SavedExtensions } from '../../library/saved-extensions.ts';
import type { UrlEndpoints } from '../../library/url-endpoints.ts';
import type { App } from '../app.ts';
import { routeDeliverySettings } from './delivery-settings.ts';
import { routeNamedTransformations } from './named-transformations.ts';
import { routeOrigins } from './origins.ts';
import { routeSavedExtensions } from './saved-extensions.ts';
import { routeUrlEndpoints } from './url-endpoints.ts';
import { routeUsage, type UsageParts } from './usage.ts';

export interface AccountParts extends UsageParts {
  readonly namedTransformations: NamedTransformations;
  readonly savedExtensions: SavedExtensions;
  readonly origins: Origins;
  readonly urlEndpoints: UrlEndpoints;
  readonly deliverySettings: DeliverySettingsOfAccount;
}

/** What is set up once for the whole account, and what was delivered in its name. */
export function routeAccount(app: App, parts: AccountParts): void {
  routeNamedTransformations(app, parts);
  routeSavedExtensions(app, parts);
  routeOrigins(app, parts);
  routeUrlEndpoints(app, parts);
  routeDeliverySettings(app, parts);
  routeUsage(app, parts);
}
