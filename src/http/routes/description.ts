import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import type { DescribedRoute } from '../openapi/described-route.ts';
import { makeDocument } from '../openapi/make-document.ts';
import { undescribed } from '../openapi/undescribed.ts';
import { makeCollection } from '../postman/make-collection.ts';

export interface DescriptionParts {
  readonly routes: readonly DescribedRoute[];
  readonly version: string;
  readonly addresses: Addresses;
  readonly id: string;
}

/** What the API is, for programs: made when it is first asked for, because starts are to be quick. */
export function routeDescription(app: App, { routes, version, addresses, id }: DescriptionParts): void {
  const document = once(() => makeDocument(routes, { version, publicUrl: addresses.publicUrl, id }));
  const collection = once(() => makeCollection(document()));

  app.get('/openapi.json', { config: undescribed }, async () => document());
  app.get('/postman.json', { config: undescribed }, async () => collection());
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
