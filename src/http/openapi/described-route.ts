import type { RouteOptions } from 'fastify';
import type { TSchema } from 'typebox';
import type { SampleName } from '../schemas/samples.ts';
import { isTag, type Tag } from './tags.ts';
import { isUndescribed } from './undescribed.ts';

/** The schema of a route, with what people are told of it. Fastify itself reads params, querystring, body and response. */
export interface RouteDescription {
  /** Kebab-case, unique; ImageKit's own where it has one. */
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly [Tag];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly params?: TSchema;
  readonly querystring?: TSchema;
  readonly body?: TSchema;
  /** A multipart form, which the route reads and checks by itself. */
  readonly form?: TSchema;
  /** Requests that may be sent as they stand; one with a body for every route that has one. */
  readonly examples?: readonly RequestExample[];
  readonly response: Readonly<Record<string, TSchema>>;
}

export interface RequestExample {
  /** Where there are several. */
  readonly name?: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Samples that must exist beforehand, besides those that stand in the request. */
  readonly needs?: readonly SampleName[];
  /** Samples that exist afterwards: where the answer has the value, as a JSON pointer; undefined where it is known. */
  readonly makes?: Readonly<Partial<Record<SampleName, string | undefined>>>;
  /** Samples that are no more afterwards. What stands in the path of a DELETE is not, without being named here. */
  readonly usesUp?: readonly SampleName[];
  /** Samples that must be new whenever the request is sent. */
  readonly fresh?: readonly SampleName[];
}

export interface DescribedRoute {
  readonly method: string;
  /** As it was registered: `/v1/files/:fileId/details`. */
  readonly url: string;
  readonly schema: RouteDescription;
}

/** Undefined: the route is left out on purpose. Throws when something is missing, and says what. */
export function readDescription(route: RouteOptions): DescribedRoute | undefined {
  if (isUndescribed(route.config)) return undefined;
  const schema = (route.schema ?? {}) as Partial<RouteDescription>;
  const faults = findFaults(schema);
  if (faults.length === 0) return route as unknown as DescribedRoute;
  throw new Error(
    `${route.method} ${route.url} is not described: its schema lacks ${faults.join(', ')}. ` +
      'CONTRIBUTING.md says how ("an endpoint"); a page or an alias has `config: undescribed` instead.',
  );
}

function findFaults(schema: Partial<RouteDescription>): string[] {
  const { operationId, summary, description, tags = [], response = {}, body, form, examples = [] } = schema;
  const successes = Object.entries(response).filter(([status]) => status.startsWith('2'));
  return [
    ...(operationId ? [] : ['operationId']),
    ...(summary ? [] : ['summary']),
    ...(description ? [] : ['description']),
    ...(tags.length === 1 && tags.every(isTag) ? [] : ['one tag of openapi/tags.ts']),
    ...(successes.length > 0 ? [] : ['a response of success']),
    ...successes.flatMap(([status, told]) => (descriptionOf(told) ? [] : [`a description of its ${status}`])),
    ...((body ?? form) === undefined || examples.some((example) => example.body)
      ? []
      : ['an example of its body']),
  ];
}

export function descriptionOf(schema: TSchema): string | undefined {
  return (schema as { readonly description?: string }).description;
}
