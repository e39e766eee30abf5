import type { GetUsage, GetUsageAnalytics } from '../../library/usage/get-usage.ts';
import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import { presentUsage, presentUsageAnalytics } from '../presenters/present-usage.ts';
import { refusals } from '../schemas/refusals.ts';
import { UsageAnalyticsObject, UsageObject } from '../schemas/usage.ts';
import { UsageQuery } from '../schemas/usage-query.ts';

export interface UsageParts {
  readonly getUsage: GetUsage;
  readonly getUsageAnalytics: GetUsageAnalytics;
  readonly addresses: Addresses;
}

const tags = ['Usage'];
const wrongPeriod = refusals({
  invalid: 'A day is missing or no day, the period ends before it begins, or it is longer than 90 days.',
});

const usageSchema = {
  operationId: 'get-usage',
  summary: 'Get usage',
  description: 'Bytes delivered in a period, whose last day is not counted, and bytes stored at its end.',
  tags,
  querystring: UsageQuery,
  examples: [{ query: { startDate: '2026-07-01', endDate: '2026-07-08' } }],
  response: { 200: UsageObject, ...wrongPeriod },
};

const analyticsSchema = {
  operationId: 'get-usage-analytics',
  summary: 'Get usage analytics',
  description: 'What was delivered in a period, both days included: to whom, how, and what most.',
  tags,
  querystring: UsageQuery,
  examples: [{ query: { startDate: '2026-07-01', endDate: '2026-07-07' } }],
  response: { 200: UsageAnalyticsObject, ...wrongPeriod },
};

export function routeUsage(app: App, parts: UsageParts): void {
  app.get('/accounts/usage', { schema: usageSchema }, async (request) =>
    presentUsage(await parts.getUsage(request.query)),
  );
  app.get('/accounts/usage-analytics', { schema: analyticsSchema }, async (request) =>
    presentUsageAnalytics(await parts.getUsageAnalytics(request.query), parts.addresses.endpoint),
  );
}
