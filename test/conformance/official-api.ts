import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import type { Answer } from '../support/ask.ts';
import { corrections } from './corrections.ts';

/** What the official description promises of one operation. */
export interface OfficialOperation {
  readonly operationId: string;
  readonly method: string;
  /** `/v1/files/{fileId}/details`. */
  readonly path: string;
  readonly answers: readonly OfficialAnswer[];
}

export interface OfficialAnswer {
  readonly status: number;
  /** Sentences of `message` that it gives as examples. */
  readonly messages: readonly string[];
  /** Faults of an answer that should be this one. */
  check(answer: Answer): string[];
}

interface Schema {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
}

interface Response {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, { readonly schema: Schema }>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Response>>;
}

const methods = new Set(['get', 'post', 'put', 'patch', 'delete']);

/** The official description of the API, an OpenAPI 3.1 file. */
export function readOfficialApi(file: string): OfficialOperation[] {
  const document = repair(parse(readFileSync(file, 'utf8'))) as Document;
  for (const { path, value } of corrections) correct(document, path, value);
  const checker = createChecker(document);
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, { operationId, responses }]) => ({
        operationId,
        method: method.toUpperCase(),
        path,
        answers: Object.entries(responses).map(([status, response]) =>
          describeAnswer(Number(status), response, checker),
        ),
      })),
  );
}

/** The file writes `[string, null]` where JSON Schema wants the text `"null"`. */
function repair(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(repair);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === 'type' && Array.isArray(inner)) return [key, inner.map((type) => type ?? 'null')];
      return [key, repair(inner)];
    }),
  );
}

function correct(document: object, path: readonly string[], value: unknown): void {
  const [last = '', ...above] = path.toReversed();
  const parent = above.reduceRight<unknown>(
    (inner, key) => (inner as Record<string, unknown>)[key],
    document,
  );
  (parent as Record<string, unknown>)[last] = value;
}

interface Checker {
  resolve<Value extends { readonly $ref?: string }>(value: Value): Value;
  compile(schema: Schema): ValidateFunction;
}

function createChecker(document: Document): Checker {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  formats.default(ajv);
  ajv.addSchema(document, 'official');
  const resolve = <Value extends { readonly $ref?: string }>(value: Value): Value => {
    if (value.$ref === undefined) return value;
    const keys = value.$ref.split('/').slice(1);
    const found = keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], document);
    return resolve(found as Value);
  };
  return { resolve, compile: (schema) => ajv.compile(pointIntoDocument(schema) as Schema) };
}

/** `#/components/…` means the official file, wherever the schema that says it is compiled. */
function pointIntoDocument(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointIntoDocument);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? `official${inner}` : pointIntoDocument(inner),
    ]),
  );
}

function describeAnswer(status: number, written: Response, checker: Checker): OfficialAnswer {
  const { content = {}, headers = {} } = checker.resolve(written);
  const schema = content['application/json']?.schema;
  const validate = schema && checker.compile(schema);
  return {
    status,
    messages: schema === undefined ? [] : examplesOf(checker.resolve(schema).properties?.message),
    check: (answer) => {
      if (answer.status !== status) return [`status ${answer.status} instead of ${status}: ${answer.text}`];
      return [
        ...faultsOfHeaders(answer, headers),
        ...(status === 204 || schema === undefined
          ? faultsOfNothing(answer, status)
          : faultsOfBody(answer, schema, checker, validate)),
      ];
    },
  };
}

function examplesOf(message: Schema | undefined): string[] {
  return [message?.examples ?? [], message?.example ?? []].flat().map(String);
}

function faultsOfHeaders(answer: Answer, headers: NonNullable<Response['headers']>): string[] {
  const declared = Object.entries(headers).flatMap(([name, { schema }]) => {
    const value = answer.headers[name.toLowerCase()];
    if (value === undefined) return [`header ${name} is missing`];
    return schema.type === 'integer' && !/^\d+$/.test(String(value)) ? [`header ${name}: ${value}`] : [];
  });
  return answer.headers['x-ik-requestid'] ? declared : [...declared, 'header x-ik-requestId is missing'];
}

function faultsOfNothing({ bytes, headers }: Answer, status: number): string[] {
  if (status !== 204) return [];
  return [
    ...(bytes.length === 0 ? [] : [`a body: ${bytes}`]),
    ...(headers['content-type'] === undefined ? [] : [`a type: ${headers['content-type']}`]),
  ];
}

function faultsOfBody(
  answer: Answer,
  schema: Schema,
  checker: Checker,
  validate: ValidateFunction | undefined,
): string[] {
  const type = answer.headers['content-type'];
  if (!/^application\/json; ?charset=utf-8$/i.test(type ?? '')) return [`type ${type}`];
  const body = answer.json<unknown>();
  const wrong = validate?.(body)
    ? []
    : (validate?.errors ?? []).map(({ instancePath, message, params }) =>
        `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
      );
  return [
    ...wrong,
    ...(answer.status >= 400 ? faultsOfError(body, schema, checker) : undeclared(body, schema, checker)),
  ];
}

/** Nothing of an error is required by the file; all that it names is there on the wire, but `errors`. */
function faultsOfError(body: unknown, written: Schema, checker: Checker): string[] {
  const { properties = {} } = checker.resolve(written);
  return Object.keys(properties)
    .filter((name) => name !== 'errors' && !(body as Record<string, unknown>)[name])
    .map((name) => `${name} is missing`);
}

/** Names that the file does not know: as likely as not a slip of ours. */
function undeclared(body: unknown, written: Schema, checker: Checker): string[] {
  const schema = checker.resolve(written);
  if (Array.isArray(body)) return body.flatMap((item) => undeclared(item, schema.items ?? {}, checker));
  const declared = declaredNames(schema, checker);
  return Object.keys(body as object)
    .filter((name) => !declared.has(name))
    .map((name) => `${name} is not declared`);
}

function declaredNames(written: Schema, checker: Checker): Set<string> {
  const { properties = {}, allOf = [], oneOf = [] } = checker.resolve(written);
  const inner = [...allOf, ...oneOf].flatMap((part) => [...declaredNames(part, checker)]);
  return new Set([...Object.keys(properties), ...inner]);
}
