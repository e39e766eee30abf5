import type { JsonObject } from '../openapi/write-schema.ts';
import { chain, type SampleRequest } from './chain.ts';
import { makeItem } from './make-item.ts';
import { type ApiDocument, readRequests } from './read-requests.ts';

interface Described extends ApiDocument {
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly [{ readonly url: string }];
}

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

const howToRun =
  'Set the variable `privateKey`, and `baseUrl` if it is not right, and run the collection from top to bottom: every request keeps in variables what later ones need.';

/**
 * The API as a Postman collection 2.1, from its description and nothing else. Run from top to bottom, every request finds
 * what it needs: the requests before it have kept it in variables.
 */
export function makeCollection(document: JsonObject): JsonObject {
  const described = document as unknown as Described;
  const { info, servers, tags, 'x-calotype-samples': samples } = described;
  const requests = readRequests(described);
  const chapters = Map.groupBy(chain(requests), ({ chapter }) => chapter);
  const kept = keptSamples(requests);
  const written = writtenSamples(samples, requests, kept);
  return {
    info: { name: `${info.title} ${info.version}`, description: howToRun, schema },
    auth: { type: 'basic', basic: [basic('username', '{{privateKey}}'), basic('password', '')] },
    variable: [
      { key: 'baseUrl', value: servers[0].url },
      { key: 'privateKey', value: '' },
      ...[...kept].map((key) => ({ key, value: '' })),
    ],
    item: tags.map(({ name, description }) => ({
      name,
      description,
      item: (chapters.get(name) ?? []).map((request) => makeItem(request, written)),
    })),
  };
}

function basic(key: string, value: string): JsonObject {
  return { key, value, type: 'string' };
}

/** Those that are variables: some answer tells what they are. */
function keptSamples(requests: readonly SampleRequest[]): ReadonlySet<string> {
  return new Set(requests.flatMap(({ makes }) => Object.keys(makes).filter((name) => makes[name] !== null)));
}

/** What stands in requests in place of a sample. */
function writtenSamples(
  samples: Readonly<Record<string, string>>,
  requests: readonly SampleRequest[],
  kept: ReadonlySet<string>,
): ReadonlyMap<unknown, string> {
  const fresh = new Set(requests.flatMap((request) => request.fresh));
  return new Map(
    Object.entries(samples).map(([name, value]) => {
      if (kept.has(name)) return [value, `{{${name}}}`];
      return [value, fresh.has(name) ? makeFresh(value) : value];
    }),
  );
}

/** `a.png` → `a_{{$timestamp}}.png`. */
function makeFresh(value: string): string {
  return value.replace(/(\.\w+)?$/, (extension) => `_{{$timestamp}}${extension}`);
}
