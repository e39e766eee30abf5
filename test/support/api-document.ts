import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { ask } from './ask.ts';

export interface ApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly ApiParameter[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly examples: Readonly<Record<string, { readonly value: unknown }>> }>
    >;
  };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, unknown>> }>
  >;
}

export interface ApiParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: string;
  readonly example?: unknown;
}

export interface ApiDocument {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly examples?: readonly unknown[] }>>;
  };
}

export interface PlacedOperation extends ApiOperation {
  readonly method: string;
  readonly path: string;
}

/** /openapi.json of a running server. */
export async function readDocument(url: string): Promise<ApiDocument> {
  const answer = await ask(url, '/openapi.json');
  if (answer.status !== 200) throw new Error(`/openapi.json answered ${answer.status}: ${answer.text}`);
  return answer.json<ApiDocument>();
}

export function operationsOf({ paths }: ApiDocument): PlacedOperation[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
}

export interface SchemaChecker {
  /** `keys` lead from the root of the document to a schema. */
  compile(...keys: readonly string[]): ValidateFunction;
}

export function createSchemaChecker(document: ApiDocument): SchemaChecker {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  formats.default(ajv);
  ajv.addSchema(document, 'api');
  const pointerTo = (key: string) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
  return { compile: (...keys) => ajv.compile({ $ref: `api#/${keys.map(pointerTo).join('/')}` }) };
}
