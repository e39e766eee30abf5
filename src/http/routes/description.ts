import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import type { DescribedRoute } from '../openapi/described-route.ts';
import { undescribed } from '../openapi/undescribed.ts';

export interface DescriptionParts {
  readonly routes: readonly DescribedRoute[];
  readonly version: string;
  readonly addresses: Addresses;
  readonly id: string;
}

/** What the API is, for programs. Starts are to be quick: it is made, and its makers are read, when somebody asks. */
export function routeDescription(app: App, { routes, version, addresses, id }: DescriptionParts): void {
  const document = once(async () => {
    const { makeDocument } = await import('../openapi/make-document.ts');
    return makeDocument(routes, { version, publicUrl: addresses.publicUrl, id });
  });
  const collection = once(async () => {
    const { makeCollection } = await import('../postman/make-collection.ts');
    return makeCollection(await document());
  });

  app.get('/openapi.json', { config: undescribed }, document);
  app.get('/postman.json', { config: undescribed }, collection);
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
