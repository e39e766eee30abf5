import type { GetUsage, GetUsageAnalytics } from '../../library/usage/get-usage.ts';
import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import { presentUsage, presentUsageAnalytics } from '../presenters/present-usage.ts';
import { UsageQuery } from '../schemas/usage-query.ts';

export interface UsageParts {
  readonly getUsage: GetUsage;
  readonly getUsageAnalytics: GetUsageAnalytics;
  readonly addresses: Addresses;
}

export function routeUsage(app: App, parts: UsageParts): void {
  const schema = { querystring: UsageQuery };
  app.get('/accounts/usage', { schema }, async (request) =>
    presentUsage(await parts.getUsage(request.query)),
  );
  app.get('/accounts/usage-analytics', { schema }, async (request) =>
    presentUsageAnalytics(await parts.getUsageAnalytics(request.query), parts.addresses.endpoint),
  );
}
