import type { JsonObject } from '../openapi/write-schema.ts';
import type { SampleRequest } from './chain.ts';

/** What is written in place of a sample, such as `{{fileId}}`. */
type Written = ReadonlyMap<unknown, string>;

/** A request of the collection, with the script that looks at its answer and keeps what later requests need. */
export function makeItem(request: SampleRequest, written: Written): JsonObject {
  const { name, method, description, body, isForm } = request;
  const filled = body && (fillIn(body, written) as JsonObject);
  return {
    name,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: testScript(request) } }],
    request: {
      method,
      description,
      header: filled === undefined || isForm ? [] : [{ key: 'Content-Type', value: 'application/json' }],
      url: makeUrl(request, written),
      ...(filled === undefined ? {} : { body: isForm ? formBody(filled) : jsonBody(filled) }),
    },
  };
}

function testScript({ successes, makes }: SampleRequest): string[] {
  const kept = Object.entries(makes).flatMap(([sample, pointer]) =>
    pointer === null
      ? []
      : [`pm.collectionVariables.set('${sample}', pm.response.json()${access(pointer)});`],
  );
  return [
    `pm.test('answers ${successes.join(' or ')}', () => pm.expect(pm.response.code).to.be.oneOf([${successes.join(', ')}]));`,
    ...kept,
  ];
}

/** `/1/versionInfo/id` → `[1]["versionInfo"]["id"]`. */
function access(pointer: string): string {
  const keys = pointer.split('/').slice(1);
  return keys.map((key) => `[${/^\d+$/.test(key) ? key : JSON.stringify(key)}]`).join('');
}

function makeUrl({ path: template, pathValues, query }: SampleRequest, written: Written): JsonObject {
  const segments = template.split('/').slice(1);
  const inPath = segments.flatMap((segment) => /^\{(.+)\}$/.exec(segment)?.[1] ?? []);
  const path = segments.map((segment) => segment.replace(/^\{(.+)\}$/, ':$1'));
  return {
    raw: `{{baseUrl}}/${path.join('/')}`,
    host: ['{{baseUrl}}'],
    path,
    variable: inPath.map((key) => ({ key, value: fillIn(pathValues[key], written) })),
    query: query.map(({ name: key, value, description, isOptional }) => ({
      key,
      value: fillIn(value, written),
      description,
      ...(isOptional ? { disabled: true } : {}),
    })),
  };
}

function jsonBody(body: JsonObject): JsonObject {
  return { mode: 'raw', raw: JSON.stringify(body, null, 2), options: { raw: { language: 'json' } } };
}

function formBody(body: JsonObject): JsonObject {
  return {
    mode: 'formdata',
    formdata: Object.entries(body).map(([key, value]) => ({ key, value: String(value), type: 'text' })),
  };
}

function fillIn(value: unknown, written: Written): unknown {
  const sample = written.get(value);
  if (sample !== undefined) return sample;
  if (Array.isArray(value)) return value.map((item) => fillIn(item, written));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fillIn(part, written)]));
}
