import type { Clock } from '../domain/clock.ts';
import type { Database } from '../domain/database.ts';
import { invalid, MediaError } from '../domain/errors.ts';
import { isId, makeId, type PurgeId } from '../domain/ids.ts';
import { encodePath } from '../domain/names.ts';
import type { Purge, PurgeNode } from '../domain/purge.ts';
import type { OwnPlaces } from '../transform/own-url.ts';
import { addCdnPurge, isCdnPurgeDone } from './purge-cdns.ts';
import { checkWildcard, readPurge } from './purge-url.ts';

export interface PurgeParts {
  readonly database: Database;
  /** Base of delivery URLs; it is known only once the server listens. */
  readonly addresses: OwnPlaces;
  readonly clock: Clock;
  /** Requests of a calendar month, whoever issues them; absent: no limit. */
  readonly maxPurgesPerMonth?: number;
  /** There are caches in front of the nodes. */
  readonly hasCdns?: boolean;
  /** Told that there is something to do, so that nobody waits for the next look. */
  readonly onStarted: () => void;
}

export type PurgeStatus = 'Pending' | 'Completed';

export interface Purges {
  /** What anybody may ask for: a wildcard has rules. */
  request(url: string): Promise<PurgeId>;
  /** What the library asks for itself. Throws MediaError rate_limited when the month's requests are used up. */
  start(url: string): Promise<PurgeId>;
  /**
   * The URL of a path in the library, its versions and its transformations by query: `<url>*`. Undefined when the month's
   * requests are used up.
   */
  startBelow(path: string): Promise<PurgeId | undefined>;
  find(id: string): Promise<PurgeStatus>;
}

/** How long a node that says nothing is waited for: it has gone without a word, and catches up when it comes back. */
export const silenceSeconds = 60;

/** Spec library-api §9. Requests are rows; every node does them by itself (run-purges.ts). */
export function createPurges(parts: PurgeParts): Purges {
  const { database, addresses, clock } = parts;

  async function insert(purge: Purge): Promise<PurgeId> {
    const createdAt = clock.now();
    const id = makeId<'purge'>(createdAt);
    await database.transaction(async ({ purges, jobs }) => {
      const limit = parts.maxPurgesPerMonth;
      if (limit !== undefined && (await purges.countSince(startOfMonth(createdAt))) >= limit) throw usedUp();
      await purges.insert({ ...purge, id, createdAt });
      if (parts.hasCdns) await addCdnPurge(jobs, { ...purge, id, createdAt });
    });
    parts.onStarted();
    return id;
  }

  const start = async (url: string) => insert(readPurge(url, addresses));
  return {
    async request(url) {
      const purge = readPurge(url, addresses);
      const endpoints = await database.urlEndpoints.list();
      checkWildcard(
        purge,
        endpoints.map(({ urlPrefix }) => urlPrefix),
      );
      return insert(purge);
    },

    start,

    async startBelow(path) {
      try {
        return await start(`${addresses.endpoint}${encodePath(path)}*`);
      } catch (error) {
        if (error instanceof MediaError && error.code === 'rate_limited') return undefined;
        throw error;
      }
    },

    async find(id) {
      const request = isId(id) ? await database.purges.find(id as PurgeId) : undefined;
      if (request === undefined) throw invalid('No request found for this requestId.');
      if (!(await isCdnPurgeDone(database.jobs, request.id))) return 'Pending';
      const nodes = await database.purges.listNodes();
      const waiting = nodes.filter(({ done }) => done < request.number);
      const silentSince = new Date(clock.now().getTime() - silenceSeconds * 1000);
      const missing = waiting.filter((node) => !hasGone(node, request.createdAt, silentSince));
      if (missing.length > 0) return 'Pending';
      // So that the next request need not wait for them again.
      for (const { id, done } of waiting.filter(({ seenAt }) => seenAt !== undefined)) {
        await database.purges.noteNode({ id, done });
      }
      return 'Completed';
    },
  };
}

/** It had its time since the request, and has shown no sign of life. */
function hasGone({ seenAt }: PurgeNode, askedAt: Date, silentSince: Date): boolean {
  return seenAt === undefined || (seenAt < silentSince && askedAt < silentSince);
}

export function startOfMonth(moment: Date): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth()));
}

function usedUp(): MediaError {
  return new MediaError('rate_limited', 'You have exceeded the monthly limit of cache purge requests.');
}
