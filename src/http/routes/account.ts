import type { App } from '../app.ts';
import { routeNamedTransformations } from './named-transformations.ts';

export type AccountParts = Parameters<typeof routeNamedTransformations>[1];

/** What is set up once for the whole account. */
export function routeAccount(app: App, parts: AccountParts): void {
  routeNamedTransformations(app, parts);
}
