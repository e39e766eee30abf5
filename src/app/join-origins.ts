import { join } from 'node:path';
import type { Logger } from 'pino';
import { createFileBlobStore } from '../blobs/file-blob-store.ts';
import type { Config } from '../config.ts';
import { createCopySource } from '../delivery/origins/copy-source.ts';
import { createEndpoints, type EndpointRows } from '../delivery/origins/endpoints.ts';
import { createFindFile, type FindFile } from '../delivery/origins/find-file.ts';
import { createForgottenFiles } from '../delivery/origins/forgotten-files.ts';
import { createRemoteSources } from '../delivery/origins/remote-sources.ts';
import { createSourceBytes, type SourceBytes } from '../delivery/origins/source-bytes.ts';
import type { PurgedFiles } from '../delivery/purge-renditions.ts';
import type { BlobStore } from '../domain/blob-store.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database } from '../domain/database.ts';
import type { SourceStore } from '../domain/source-store.ts';
import { createKeepFile, type KeepFile } from '../library/keep-file.ts';
import { createKeptCopy } from '../library/kept-copy.ts';
import { createOrigins, type Origins } from '../library/origins.ts';
import type { UploadFile } from '../library/upload-file.ts';
import { createUrlEndpoints, type UrlEndpoints } from '../library/url-endpoints.ts';
import { createOpenOrigin, makeLoopMark } from '../origin/open-origin.ts';
import type { WebClientOptions } from '../origin/web-client.ts';
import type { RenderPool } from '../render/pool.ts';
import { createSourceStore } from '../sources/source-store.ts';
import type { EndpointsByPrefix } from '../transform/find-endpoint.ts';
import type { Traces } from './join-traces.ts';

interface OriginJoint {
  readonly config: Config;
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly pool: RenderPool;
  readonly rules: WebClientOptions;
  readonly traces: Pick<Traces, 'origin' | 'findFile' | 'headers'>;
  readonly uploadFile: UploadFile;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface JoinedOrigins {
  readonly endpoints: () => EndpointsByPrefix;
  readonly findFile: FindFile;
  /** Takes over into the library what delivery has fetched or made. */
  readonly keepFile: KeepFile;
  readonly bytes: SourceBytes;
  readonly forgottenFiles: PurgedFiles;
  readonly sources: Pick<SourceStore, 'sumSizes'>;
  /** What is set up through the API. */
  readonly origins: Origins;
  readonly urlEndpoints: UrlEndpoints;
  close(): Promise<void>;
}

/** URL endpoints, the origins behind them, and what is kept of those. */
export async function joinOrigins(joint: OriginJoint): Promise<JoinedOrigins> {
  const { config, database, blobs, pool, traces, clock, log } = joint;
  const sources = await openSources(joint);
  const keepFile = createKeepFile(joint);
  const rows = await createKeptCopy({
    load: async () => [await loadRows(database)],
    onFailure: (error) => log.error({ err: error }, 'endpoints could not be looked at'),
  });
  const loopMark = makeLoopMark();
  const openOrigin = createOpenOrigin({
    ...joint.rules,
    requestFrom: config.originRequestFrom,
    loopMark,
    ...(traces.headers && { traceHeaders: traces.headers }),
  });
  const endpoints = createEndpoints({
    current: () => rows.current()[0] ?? nothing,
    openOrigin: (place) => traces.origin(openOrigin(place), place.type),
    settings: config,
  });
  const remoteSources = createRemoteSources({
    store: sources,
    prober: pool,
    clock,
    settings: config,
    onFailure: (error) => log.warn({ err: error }, 'an origin gave no answer'),
  });
  const copy = createCopySource({
    blobs,
    sources,
    files: database.files,
    keep: keepFile,
    onFailure: (error) => log.warn({ err: error }, 'a file of an origin could not be taken over'),
  });
  return {
    endpoints: () => endpoints().byPrefix,
    findFile: traces.findFile(
      createFindFile({
        files: database.files,
        endpoints,
        remoteSources,
        copy,
        loopMark,
        clock,
        settings: config,
      }),
    ),
    keepFile,
    bytes: createSourceBytes(blobs, sources),
    forgottenFiles: createForgottenFiles({
      endpoints,
      sources,
      forget: remoteSources.forget,
      clock,
      settings: config,
    }),
    sources,
    origins: createOrigins({ database, clock, onChange: rows.refresh }),
    urlEndpoints: createUrlEndpoints({ database, onChange: rows.refresh }),
    async close() {
      await rows.stop();
      await remoteSources.stop();
      await sources.close();
    },
  };
}

const nothing: EndpointRows = { endpoints: [], origins: [] };

async function loadRows({ urlEndpoints, origins }: Database): Promise<EndpointRows> {
  return { endpoints: await urlEndpoints.list(), origins: await origins.list() };
}

async function openSources({ config, clock, log }: OriginJoint): Promise<SourceStore> {
  const folder = join(config.data, 'sources');
  return await createSourceStore({
    bytes: await createFileBlobStore({ folder: join(folder, 'bytes') }),
    indexPath: join(folder, 'index.db'),
    maxBytes: config.originCacheBytes,
    clock,
    onFailure: (error) => log.error({ err: error }, 'files of origins could not be tidied up'),
  });
}
