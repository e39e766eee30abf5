import type { Clock } from '../domain/clock.ts';
import type { Database, OriginRepository } from '../domain/database.ts';
import { invalid, type MediaError, notFound } from '../domain/errors.ts';
import type { ExternalOrigin, OriginPlace } from '../domain/external-origin.ts';
import { makeShortId, type OriginId } from '../domain/ids.ts';

export type OriginValues = Omit<ExternalOrigin, 'id' | 'createdAt'>;

export interface Origins {
  list(): Promise<ExternalOrigin[]>;
  get(id: string): Promise<ExternalOrigin>;
  create(values: OriginValues): Promise<ExternalOrigin>;
  /** Everything is given anew, secrets as well. */
  replace(id: string, values: OriginValues): Promise<ExternalOrigin>;
  /** Refused while an endpoint uses it. */
  delete(id: string): Promise<void>;
}

export interface OriginParts {
  readonly database: Database;
  readonly clock: Clock;
  /** Called after every change, and waited for: what was answered is so at delivery. */
  readonly onChange: () => Promise<void>;
}

/** Spec library-api §13.1. */
export function createOrigins({ database, clock, onChange }: OriginParts): Origins {
  return {
    list: () => database.origins.list(),
    get: (id) => getOrigin(database.origins, id),

    async create(values) {
      check(values);
      const made = { ...values, id: makeShortId<'origin'>(), createdAt: clock.now() };
      await database.origins.insert(made);
      await onChange();
      return made;
    },

    async replace(id, values) {
      const replaced = await database.transaction(async ({ origins }) => {
        const kept = await getOrigin(origins, id);
        check(values);
        const next = { ...values, id: kept.id, createdAt: kept.createdAt };
        await origins.update(next);
        return next;
      });
      await onChange();
      return replaced;
    },

    async delete(id) {
      await database.transaction(async ({ origins, urlEndpoints }) => {
        const kept = await getOrigin(origins, id);
        const endpoints = await urlEndpoints.list();
        if (endpoints.some((endpoint) => endpoint.origins.includes(kept.id))) throw inUse();
        await origins.delete(kept.id);
      });
      await onChange();
    },
  };
}

async function getOrigin(origins: OriginRepository, id: string): Promise<ExternalOrigin> {
  const origin = await origins.find(id as OriginId);
  if (origin === undefined) throw notFound('Origin not found.');
  return origin;
}

/** What one property alone cannot tell. */
function check({ place, includeCanonicalHeader, baseUrlForCanonicalHeader }: OriginValues): void {
  if (includeCanonicalHeader && baseUrlForCanonicalHeader === undefined) {
    throw invalid('baseUrlForCanonicalHeader is required and must be a valid URL');
  }
  const missing = findMissingKey(place);
  if (missing !== undefined) throw invalid(`${missing} is required and must be a string`);
}

function findMissingKey(place: OriginPlace): string | undefined {
  if (place.type !== 'S3' && place.type !== 'CLOUDINARY_BACKUP') return undefined;
  if (place.useIAMRole) return undefined;
  return (['accessKey', 'secretKey'] as const).find((name) => place[name] === '');
}

/** Not a 409: the SDKs would send it twice more (spec library-api §13.1). */
function inUse(): MediaError {
  return invalid('Origin is used in a URL-endpoint. Please remove it from the URL-endpoint before deleting.');
}
