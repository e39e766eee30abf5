import type { Logger } from 'pino';
import { createCdnTarget } from '../cdn/cdn-target.ts';
import type { Config } from '../config.ts';
import { createRenditionPurge, type RenditionPurgeParts } from '../delivery/purge-renditions.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database } from '../domain/database.ts';
import type { JobHandler } from '../domain/job-queue.ts';
import { createPurges, type PurgeParts, type Purges } from '../library/purge-cache.ts';
import { createCdnPurgeHandlers } from '../library/purge-cdns.ts';
import { startPurges } from '../library/run-purges.ts';
import type { PurgedShelf } from './storage.ts';

interface PurgeJoint extends Omit<RenditionPurgeParts, 'files' | 'renditions' | 'id'> {
  readonly config: Config;
  readonly database: Database;
  readonly shelves: readonly PurgedShelf[];
  readonly addresses: PurgeParts['addresses'];
  readonly wakeQueue: () => void;
  readonly clock: Clock;
  readonly log: Logger;
}

interface JoinedPurges {
  readonly purges: Purges;
  readonly purgeHandlers: Readonly<Record<string, JobHandler>>;
  stop(): Promise<void>;
}

/** What a node keeps of deliveries is purged by each node, caches in front of them all by a job. */
export async function joinPurges(joint: PurgeJoint): Promise<JoinedPurges> {
  const { config, database, clock } = joint;
  const runs = await startRuns(joint);
  const cdns = config.cdnPurge.map((place) => createCdnTarget(place, config.cdnToken));
  const purges = createPurges({
    database,
    addresses: joint.addresses,
    clock,
    hasCdns: cdns.length > 0,
    ...(config.maxPurgesPerMonth === undefined ? {} : { maxPurgesPerMonth: config.maxPurgesPerMonth }),
    onStarted() {
      for (const { wake } of runs) wake();
      joint.wakeQueue();
    },
  });
  return {
    purges,
    purgeHandlers: createCdnPurgeHandlers(cdns),
    stop: async () => {
      await Promise.all(runs.map((run) => run.stop()));
    },
  };
}

function startRuns({ shelves, config: { id }, database, clock, log, ...resolving }: PurgeJoint) {
  const { files, purges } = database;
  return Promise.all(
    shelves.map((shelf) =>
      startPurges({
        purges,
        targets: [createRenditionPurge({ ...resolving, files, id, renditions: shelf })],
        cache: shelf,
        clock,
        onFailure: (error) => log.error({ err: error }, 'purges could not be done, and are tried again'),
      }),
    ),
  );
}
