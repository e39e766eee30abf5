import type { JsonObject } from '../openapi/write-schema.ts';

/** One request of the collection, taken from the description of the API. */
export interface SampleRequest {
  readonly chapter: string;
  readonly name: string;
  readonly description: string;
  readonly method: string;
  /** `/v1/files/{fileId}/details`. */
  readonly path: string;
  readonly pathValues: Readonly<Record<string, unknown>>;
  readonly query: readonly QueryValue[];
  readonly body?: JsonObject;
  readonly isForm: boolean;
  readonly successes: readonly number[];
  /** Names of samples. */
  readonly needs: readonly string[];
  /** Where the answer has the value, as a JSON pointer; null where it is known. */
  readonly makes: Readonly<Record<string, string | null>>;
  readonly usesUp: readonly string[];
  readonly fresh: readonly string[];
}

export interface QueryValue {
  readonly name: string;
  readonly value: string;
  readonly description: string;
  /** Left out unless somebody ticks it. */
  readonly isOptional: boolean;
}

/**
 * The requests in an order in which each finds what it needs: deletions last in their chapter, and before a request the
 * ones that make what is not there, or not there any more. Throws when nothing makes it.
 */
export function chain(requests: readonly SampleRequest[]): SampleRequest[] {
  const chained: SampleRequest[] = [];
  const made = new Map<string, SampleRequest>();
  for (const request of deletionsLast(requests)) add(request);
  return chained;

  function add(request: SampleRequest): void {
    for (const sample of request.needs) {
      if (!made.has(sample)) add({ ...makerOf(sample, requests), chapter: request.chapter });
    }
    chained.push(request);
    for (const sample of Object.keys(request.makes)) made.set(sample, request);
    for (const sample of request.usesUp) forget(made.get(sample));
  }

  /** With one thing of a request, all is gone that it has made, and what others have made of that. */
  function forget(maker: SampleRequest | undefined): void {
    const gone = [...made].filter(([, request]) => request === maker).map(([sample]) => sample);
    for (const sample of gone) made.delete(sample);
    for (const request of new Set(made.values())) {
      if (request.needs.some((sample) => gone.includes(sample))) forget(request);
    }
  }
}

function makerOf(sample: string, requests: readonly SampleRequest[]): SampleRequest {
  const maker = requests.find(({ makes }) => Object.hasOwn(makes, sample));
  if (maker === undefined)
    throw new Error(`No request makes ${sample}: name it in the \`makes\` of an example.`);
  return maker;
}

function deletionsLast(requests: readonly SampleRequest[]): SampleRequest[] {
  const chapters = Map.groupBy(requests, ({ chapter }) => chapter);
  return [...chapters.values()].flatMap((chapter) => {
    const deletions = chapter.filter(({ method }) => method === 'DELETE');
    return [...chapter.filter(({ method }) => method !== 'DELETE'), ...deletions];
  });
}
