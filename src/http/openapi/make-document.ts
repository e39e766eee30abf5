import { samples } from '../schemas/samples.ts';
import { describeOperation } from './describe-operation.ts';
import type { DescribedRoute } from './described-route.ts';
import { headers } from './headers.ts';
import { introduction } from './introduction.ts';
import { tags } from './tags.ts';
import { createSchemaWriter, type JsonObject } from './write-schema.ts';

export interface DocumentFacts {
  readonly version: string;
  readonly publicUrl: string;
  /** First path segment of delivery URLs. */
  readonly id: string;
}

/** The API in OpenAPI 3.1, from the schemas of its routes and nothing else. */
export function makeDocument(routes: readonly DescribedRoute[], facts: DocumentFacts): JsonObject {
  const writer = createSchemaWriter();
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeOperation(route, writer) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Calotype',
      version: facts.version,
      summary: 'Upload, library and account of a media server that speaks ImageKit’s wire contract.',
      description: introduction(facts),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: facts.publicUrl }],
    security: [{ basicAuth: [] }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: { schemas: writer.components, headers, securitySchemes },
    'x-calotype-samples': samples,
  };
}

const securitySchemes = {
  basicAuth: {
    type: 'http',
    scheme: 'basic',
    description: 'The private key is the user name; the password stays empty.',
  },
};
