import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ApiDocument,
  createSchemaChecker,
  operationsOf,
  type PlacedOperation,
  readDocument,
} from '../support/api-document.ts';
import { ask } from '../support/ask.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let document: ApiDocument;
let operations: readonly PlacedOperation[];

beforeAll(async () => {
  server = await startServer();
  document = await readDocument(server.url);
  operations = operationsOf(document);
});
afterAll(() => server.stop());

describe('/openapi.json', () => {
  it('is OpenAPI 3.1, as its own schema has it', async () => {
    expect(document.openapi).toBe('3.1.0');
    const { valid, errors } = await new Validator().validate({ ...document });
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('names the public address of the server', () => {
    expect(document.servers).toEqual([{ url: server.url }]);
  });

  it('gives every operation an id of its own', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.length).toBeGreaterThan(40);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells of every operation what it does, needs and may answer', () => {
    expect(operations.flatMap(faultsOf)).toEqual([]);
  });

  it('tells of every property what it is', () => {
    const schemas = Object.entries(document.components.schemas);
    expect(schemas.flatMap(([name, schema]) => untold(schema, name))).toEqual([]);
  });

  it('has examples that its own schemas accept', () => {
    const checker = createSchemaChecker(document);
    const ofSchemas = Object.entries(document.components.schemas).flatMap(([name, { examples = [] }]) =>
      examples.map((example) => ({ example, keys: ['components', 'schemas', name] })),
    );
    const ofBodies = operations.flatMap(({ path, method, requestBody }) =>
      Object.entries(requestBody?.content ?? {}).flatMap(([type, { examples }]) =>
        Object.values(examples).map(({ value }) => ({
          example: value,
          keys: ['paths', path, method.toLowerCase(), 'requestBody', 'content', type, 'schema'],
        })),
      ),
    );
    const all = [...ofSchemas, ...ofBodies];
    expect(all.length).toBeGreaterThan(20);
    for (const { example, keys } of all) {
      const validate = checker.compile(...keys);
      validate(example);
      expect([keys.join(' '), validate.errors]).toEqual([keys.join(' '), null]);
    }
  });

  it('says of what needs a key that it may be refused without', async () => {
    for (const operation of operations) {
      const path = operation.path.replace(/\{\w+\}/g, '66a1f0c2d4e8b7359c0a1e51');
      const headers = { 'content-type': 'application/json' };
      const answer = await ask(server.url, path, { method: operation.method, headers });
      expect(Object.keys(operation.responses)).toContain(String(answer.status));
    }
  });

  it('has nothing that only our validation knows', () => {
    expect(JSON.stringify(document)).not.toMatch(/"(messages|shownAs)":|http-url/);
  });
});

function faultsOf({ method, path, ...operation }: PlacedOperation): string[] {
  const name = `${method} ${path}`;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
  const parameters = operation.parameters ?? [];
  const statuses = Object.entries(operation.responses);
  const checks: Readonly<Record<string, boolean>> = {
    'a summary': operation.summary !== '',
    'a description': operation.description !== '',
    'one chapter': operation.tags.length === 1,
    'its parameters': inPath.every((one) => parameters.some((known) => known.name === one && known.required)),
    'what its parameters are': parameters.every(({ description }) => description),
    'examples of what stands in its path': parameters.every((known) => known.in !== 'path' || known.example),
    'a success': statuses.some(([status]) => status.startsWith('2')),
    errors: statuses.some(([status]) => status.startsWith('4')),
    'what its answers mean': statuses.every(([, { description }]) => description),
    'what its answers are': statuses.every(([status, { content }]) => status === '204' || content),
  };
  return Object.entries(checks).flatMap(([what, isThere]) => (isThere ? [] : [`${name} lacks ${what}`]));
}

/** Names of properties without a description, which the eye cannot tell from their names. */
function untold(schema: object, place: string): string[] {
  const { properties = {} } = schema as { readonly properties?: Readonly<Record<string, object>> };
  return Object.entries(properties).flatMap(([name, property]) => {
    const told = 'description' in property || '$ref' in property || 'const' in property;
    return told || obvious.has(name) ? [] : [`${place}.${name}`];
  });
}

const obvious = new Set(['id', 'name', 'folderId', 'source']);
