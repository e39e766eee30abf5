import { STATUS_CODES } from 'node:http';
import type { TSchema } from 'typebox';
import {
  type DescribedRoute,
  descriptionOf,
  type RequestExample,
  type RouteDescription,
} from './described-route.ts';
import type { JsonObject, SchemaWriter } from './write-schema.ts';

/** One operation of the document: what the route's schema says, in the words of OpenAPI. */
export function describeOperation({ schema }: DescribedRoute, writer: SchemaWriter): JsonObject {
  const { operationId, summary, description, tags, security, examples } = schema;
  const parameters = [
    ...describeParameters('path', schema.params, writer),
    ...describeParameters('query', schema.querystring, writer),
  ];
  const requestBody = describeBody(schema, writer);
  return {
    operationId,
    summary,
    description,
    tags,
    ...(security === undefined ? {} : { security }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: describeResponses(schema.response, writer),
    ...(examples === undefined ? {} : { 'x-calotype-requests': examples.map(describeRequest) }),
  };
}

function describeParameters(place: 'path' | 'query', schema: TSchema | undefined, writer: SchemaWriter) {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    readonly properties?: Readonly<Record<string, TSchema>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const { description, examples, ...written } = writer.write(property);
    return {
      name,
      in: place,
      required: required.includes(name),
      description,
      schema: written,
      ...(Array.isArray(examples) ? { example: examples[0] } : {}),
    };
  });
}

function describeBody({ body, form, examples = [] }: RouteDescription, writer: SchemaWriter) {
  const schema = body ?? form;
  if (schema === undefined) return undefined;
  const named = examples.flatMap(({ name = 'Example', body: value }) =>
    value === undefined ? [] : [[name.toLowerCase().replaceAll(' ', '-'), { summary: name, value }]],
  );
  const content = { schema: writer.write(schema), examples: Object.fromEntries(named) };
  const type = form === undefined ? 'application/json' : 'multipart/form-data';
  return { required: true, content: { [type]: content } };
}

function describeResponses(response: RouteDescription['response'], writer: SchemaWriter): JsonObject {
  return Object.fromEntries(
    Object.entries(response).map(([status, schema]) => [status, describeResponse(status, schema, writer)]),
  );
}

/** Names of headers, which are components (`headers.ts`). */
const always = ['x-ik-requestId'];
const headersOf: Readonly<Record<string, readonly string[]>> = {
  429: ['X-RateLimit-Limit', 'X-RateLimit-Reset', 'X-RateLimit-Interval', 'Retry-After', 'Retry-After-Ms'],
};

function describeHeaders(status: string): JsonObject {
  const names = [...always, ...(headersOf[status] ?? [])];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function describeResponse(status: string, schema: TSchema, writer: SchemaWriter): JsonObject {
  const description = descriptionOf(schema) ?? STATUS_CODES[status];
  const headers = describeHeaders(status);
  if (status === '204') return { description, headers };
  return {
    description,
    headers,
    content: { 'application/json': { schema: withoutDescription(schema, writer) } },
  };
}

/** The response says it already. */
function withoutDescription(schema: TSchema, writer: SchemaWriter): JsonObject {
  const { description: _, ...written } = writer.write(schema);
  return written;
}

/** What chains requests, for makers of collections: `null` where the value is known beforehand. */
function describeRequest({ makes = {}, ...example }: RequestExample): JsonObject {
  const made = Object.entries(makes).map(([sample, pointer]) => [sample, pointer ?? null]);
  return { ...example, makes: Object.fromEntries(made) };
}
