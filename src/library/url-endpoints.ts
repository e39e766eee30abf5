import type { Database, Repositories, UrlEndpointRepository } from '../domain/database.ts';
import { invalid, notFound } from '../domain/errors.ts';
import { makeShortId, type UrlEndpointId } from '../domain/ids.ts';
import { defaultEndpointId, type UrlEndpoint } from '../domain/url-endpoint.ts';

/** The prefix may be left out for the default endpoint alone. */
export type UrlEndpointValues = Omit<UrlEndpoint, 'id' | 'urlPrefix'> & { readonly urlPrefix?: string };

export interface UrlEndpoints {
  /** The default one first. */
  list(): Promise<UrlEndpoint[]>;
  get(id: string): Promise<UrlEndpoint>;
  create(values: UrlEndpointValues): Promise<UrlEndpoint>;
  replace(id: string, values: UrlEndpointValues): Promise<UrlEndpoint>;
  delete(id: string): Promise<void>;
}

export interface UrlEndpointParts {
  readonly database: Database;
  /** Called after every change, and waited for: what was answered is so at delivery. */
  readonly onChange: () => Promise<void>;
}

/** Spec library-api §13.2. */
export function createUrlEndpoints({ database, onChange }: UrlEndpointParts): UrlEndpoints {
  return {
    list: () => database.urlEndpoints.list(),
    get: (id) => getEndpoint(database.urlEndpoints, id),

    async create(values) {
      const id = makeShortId<'url-endpoint'>();
      const made = { ...values, id, urlPrefix: readPrefix(id, values.urlPrefix) };
      await database.transaction(async (repositories) => {
        await check(made, repositories);
        await repositories.urlEndpoints.insert(made);
      });
      await onChange();
      return made;
    },

    async replace(id, values) {
      const replaced = await database.transaction(async (repositories) => {
        const kept = await getEndpoint(repositories.urlEndpoints, id);
        const next = { ...values, id: kept.id, urlPrefix: readPrefix(kept.id, values.urlPrefix) };
        await check(next, repositories);
        await repositories.urlEndpoints.update(next);
        return next;
      });
      await onChange();
      return replaced;
    },

    async delete(id) {
      await database.transaction(async ({ urlEndpoints }) => {
        const kept = await getEndpoint(urlEndpoints, id);
        if (kept.id === defaultEndpointId) throw invalid('Default URL-endpoint cannot be deleted.');
        await urlEndpoints.delete(kept.id);
      });
      await onChange();
    },
  };
}

async function getEndpoint(endpoints: UrlEndpointRepository, id: string): Promise<UrlEndpoint> {
  const endpoint = await endpoints.find(id as UrlEndpointId);
  if (endpoint === undefined) throw notFound('URL-endpoint not found.');
  return endpoint;
}

function readPrefix(id: UrlEndpointId, given: string | undefined): string {
  if (id === defaultEndpointId) {
    if (given === undefined || given === '') return '';
    throw invalid('urlPrefix of the default URL-endpoint cannot be changed.');
  }
  if (given === undefined) throw invalid('urlPrefix must be a string');
  if (given !== '') return given;
  throw invalid(
    'urlPrefix cannot be empty string. This is reserved for the default URL-endpoint created by ImageKit.',
  );
}

async function check(endpoint: UrlEndpoint, { origins, urlEndpoints }: Repositories): Promise<void> {
  const known = new Set((await origins.list()).map(({ id }) => id));
  if (!endpoint.origins.every((id) => known.has(id))) {
    throw invalid('Origin does not exists. Please create origin before using it in URL-endpoint.');
  }
  const others = (await urlEndpoints.list()).filter(({ id }) => id !== endpoint.id);
  if (others.some(({ urlPrefix }) => urlPrefix === endpoint.urlPrefix)) {
    throw invalid('URL-endpoint with this urlPrefix already exists.');
  }
}
