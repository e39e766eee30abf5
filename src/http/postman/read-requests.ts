import type { JsonObject } from '../openapi/write-schema.ts';
import type { QueryValue, SampleRequest } from './chain.ts';

/** As far as requests are told by it. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly 'x-calotype-samples': Readonly<Record<string, string>>;
}

interface Operation {
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly [string];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: JsonObject };
  readonly responses: JsonObject;
  readonly 'x-calotype-requests'?: readonly Example[];
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description?: string;
  readonly example?: unknown;
}

interface Example {
  readonly name?: string;
  readonly query?: JsonObject;
  readonly body?: JsonObject;
  readonly needs?: readonly string[];
  readonly makes?: Readonly<Record<string, string | null>>;
  readonly usesUp?: readonly string[];
  readonly fresh?: readonly string[];
}

/** Every operation with each of its examples, in the order of the chapters. */
export function readRequests(document: ApiDocument): SampleRequest[] {
  const sampleNames = new Map(
    Object.entries(document['x-calotype-samples']).map(([name, value]) => [value, name]),
  );
  const requests = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) =>
      (operation['x-calotype-requests'] ?? [{}]).map((example) =>
        readRequest({ method: method.toUpperCase(), path, operation, example }, sampleNames),
      ),
    ),
  );
  return document.tags.flatMap(({ name }) => requests.filter(({ chapter }) => chapter === name));
}

interface Place {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly example: Example;
}

function readRequest({ method, path, operation, example }: Place, sampleNames: Names): SampleRequest {
  const { parameters = [], requestBody } = operation;
  const { makes = {}, fresh = [] } = example;
  const query = readQuery(parameters, example.query ?? {});
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const pathValues = Object.fromEntries(inPath.map(({ name, example: value }) => [name, value]));
  const sent = [pathValues, query.filter(({ isOptional }) => !isOptional), example.body];
  return {
    chapter: operation.tags[0],
    name: [operation.summary, example.name ?? []].flat().join(': '),
    description: operation.description,
    method,
    path,
    pathValues,
    query,
    ...(example.body === undefined ? {} : { body: example.body }),
    isForm: requestBody !== undefined && 'multipart/form-data' in requestBody.content,
    successes: Object.keys(operation.responses).map(Number).filter(isSuccess),
    needs: [...new Set([...(example.needs ?? []), ...samplesIn(sent, sampleNames)])].filter(
      (sample) => !Object.hasOwn(makes, sample) && !fresh.includes(sample),
    ),
    makes,
    fresh,
    usesUp: [
      ...(example.usesUp ?? []),
      ...(method === 'DELETE' ? samplesIn(Object.values(pathValues).slice(-1), sampleNames) : []),
    ],
  };
}

function readQuery(parameters: readonly Parameter[], values: JsonObject): QueryValue[] {
  return parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, description = '', example, required }) => ({
      name,
      description,
      value: String(values[name] ?? example ?? ''),
      isOptional: !required && values[name] === undefined,
    }));
}

type Names = ReadonlyMap<unknown, string>;

/** Names of the samples that stand somewhere in a value. */
function samplesIn(value: unknown, names: Names): string[] {
  const name = names.get(value);
  if (name !== undefined) return [name];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((part) => samplesIn(part, names));
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
