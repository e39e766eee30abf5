import type { Logger } from 'pino';
import { createCdnTarget } from '../cdn/cdn-target.ts';
import type { Config } from '../config.ts';
import { createLibraryFiles } from '../delivery/library-files.ts';
import {
  createRenditionPurge,
  type PurgedFiles,
  type RenditionPurgeParts,
} from '../delivery/purge-renditions.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database } from '../domain/database.ts';
import type { JobHandler } from '../domain/job-queue.ts';
import { createPurges, type PurgeParts, type Purges } from '../library/purge-cache.ts';
import { createCdnPurgeHandlers } from '../library/purge-cdns.ts';
import { startPurges } from '../library/run-purges.ts';
import type { Renditions } from './storage.ts';

interface PurgeJoint extends Omit<RenditionPurgeParts, 'files' | 'renditions' | 'id'> {
  readonly config: Config;
  readonly database: Database;
  readonly renditions: Renditions;
  /** Of origins, as far as this node has them. */
  readonly forgottenFiles: PurgedFiles;
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

function startRuns({
  renditions,
  forgottenFiles,
  config: { id },
  database,
  clock,
  log,
  ...resolving
}: PurgeJoint) {
  const files = createLibraryFiles(database.files);
  // What this node alone knows of, it purges wherever the prints are.
  const ofOrigins = { files: forgottenFiles, renditions: renditions.cache };
  return Promise.all(
    renditions.shelves.map((shelf) =>
      startPurges({
        purges: database.purges,
        targets: [{ files, renditions: shelf }, ...(shelf.isShared ? [] : [ofOrigins])].map((what) =>
          createRenditionPurge({ ...resolving, ...what, id }),
        ),
        cache: shelf,
        clock,
        onFailure: (error) => log.error({ err: error }, 'purges could not be done, and are tried again'),
      }),
    ),
  );
}
