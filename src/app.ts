import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { afterUpload } from './app/after-upload.ts';
import { joinAccount } from './app/join-account.ts';
import { joinDeliverRequest } from './app/join-deliver-request.ts';
import { joinDelivery } from './app/join-delivery.ts';
import { joinOrigins } from './app/join-origins.ts';
import { joinPurges } from './app/join-purges.ts';
import { joinRenderer } from './app/join-renderer.ts';
import { joinTraces } from './app/join-traces.ts';
import { joinUsage } from './app/join-usage.ts';
import { givenAccount, makeKeyPairs } from './app/key-pairs.ts';
import { openWeb } from './app/open-web.ts';
import { readDemo } from './app/read-demo.ts';
import { openBlobs, openDatabase, openRenditions } from './app/storage.ts';
import { type Config, generativeSupportOf, ratesOf } from './config.ts';
import { isOnlyNamed } from './delivery/account.ts';
import { createLookAtUrl } from './delivery/look-at-url.ts';
import { createNamedTexts } from './delivery/named-texts.ts';
import { type Clock, systemClock } from './domain/clock.ts';
import { type Addresses, createAddresses } from './http/addresses.ts';
import { createRateLimit } from './http/rate-limit.ts';
import { createReadiness, type Phase } from './http/readiness.ts';
import { createServer } from './http/server.ts';
import { createChangeTags } from './library/change-tags.ts';
import { startChores } from './library/chores.ts';
import { createCopyFile } from './library/copy-file.ts';
import { createCreateFolder } from './library/create-folder.ts';
import { createCustomFields } from './library/custom-fields.ts';
import { createDeleteFile } from './library/delete-file.ts';
import { createDeleteFiles } from './library/delete-files.ts';
import { createDeleteFolder } from './library/delete-folder.ts';
import {
  createDeleteVersion,
  createGetVersion,
  createListVersions,
  createRestoreVersion,
} from './library/file-versions.ts';
import { findSample } from './library/find-sample.ts';
import { createFolderJobHandlers } from './library/folder-jobs/folder-job-handlers.ts';
import { createFolderJobs } from './library/folder-jobs/start-folder-job.ts';
import { createGetFile } from './library/get-file.ts';
import { createGetMetadata } from './library/get-metadata.ts';
import { importPictures } from './library/import-pictures.ts';
import { createKeptCopy } from './library/kept-copy.ts';
import { createListAssets } from './library/list-assets.ts';
import { createMoveFile } from './library/move-file.ts';
import { createNamedTransformations } from './library/named-transformations.ts';
import { type Account, openAccount } from './library/open-account.ts';
import { createRenameFile } from './library/rename-file.ts';
import { createSavedExtensions } from './library/saved-extensions.ts';
import { createSweepBlobs } from './library/sweep-blobs.ts';
import { createUpdateDetails } from './library/update-details.ts';
import { createUploadFile, largestUpload } from './library/upload-file.ts';
import { createReceiveFile } from './library/upload-source/receive-file.ts';
import { createQueue } from './queue/queue.ts';

export interface Calotype {
  readonly account: Account;
  /**
   * Begins to answer; resolves with where, when it is ready. With `demo`, that is when the free photographs of the package are
   * in the library.
   */
  listen(options: { readonly demo: boolean }): Promise<Addresses>;
  /** URLs may not say what they like: what is suggested to people must not be refused to them. */
  onlyNamed(): boolean;
  /** Path of some public picture of the library. */
  findSample(): Promise<string | undefined>;
  /** Refuses newcomers, waits for running requests, closes every part. */
  close(): Promise<void>;
}

export interface CalotypeOptions {
  readonly log: Logger;
  readonly version: string;
  /** Folder of the package: where `demo/` and `fonts/` are. */
  readonly packageFolder: string;
}

/** The joinery: builds each part once and hands it to the next. With `app/`, the only place that knows the adapters. */
export async function createCalotype(config: Config, options: CalotypeOptions): Promise<Calotype> {
  const [log, clock]: [Logger, Clock] = [options.log, systemClock];
  await mkdir(config.data, { recursive: true });

  const traces = await joinTraces(config, { log, version: options.version });
  const database = await openDatabase(config);
  const tracedDatabase = traces.database(database);
  const { blobs, closeBlobs } = await openBlobs(config, traces);
  await blobs.removeLeftovers();
  const renditions = await openRenditions(config, log, traces);
  const { pool, metrics, tidyRenderer } = joinRenderer({
    config,
    fontsFolder: join(options.packageFolder, 'fonts'),
    version: options.version,
    readKept: renditions.cache.kept,
    onJobOver: traces.onJobOver,
    log,
  });
  const web = openWeb(config);
  const account = await openAccount({ database, clock, given: givenAccount(config) });
  const allKeyPairs = makeKeyPairs(config, database);

  const onFailure = (error: unknown) => log.error({ err: error }, 'rows could not be looked at');
  const keyCopy = await createKeptCopy({ load: allKeyPairs.list, onFailure });
  const keyPairs = keyCopy.current;
  const namedCopy = await createKeptCopy({ load: () => database.namedTransformations.list(), onFailure });

  const { account: deliveryAccount, ...accountSettings } = await joinAccount(config, database, onFailure);

  const limits = {
    imageBytes: config.maxImageUploadBytes,
    videoBytes: config.maxVideoUploadBytes,
    rawBytes: config.maxRawUploadBytes,
  };
  const maxBytes = largestUpload(limits);
  const uploadFile = afterUpload(
    createUploadFile({ database: tracedDatabase, blobs, prober: pool, ...web, clock, limits }),
    (file) => {
      metrics.api.countUpload(file.current.facts.kind, file.current.sizeBytes);
      delivery.prepareProxies(file);
    },
  );

  const sources = await joinOrigins({
    config,
    database,
    blobs,
    pool,
    ...web,
    uploadFile,
    traces,
    clock,
    log,
  });

  const wishes = { ...config, generative: generativeSupportOf(config) };
  const named = createNamedTexts(namedCopy.current);
  const delivery = joinDelivery({
    config,
    settings: wishes,
    database,
    ...sources,
    blobs,
    renditionCache: traces.cache(renditions.cache),
    pool,
    keyPairs,
    named,
    account: deliveryAccount,
    clock,
    log,
  });

  let phase: Phase = 'starting';
  const addresses = createAddresses(config, () => (server.server.address() as AddressInfo).port);

  const { purges, purgeHandlers, ...purging } = await joinPurges({
    config,
    database,
    ...sources,
    renditions,
    choosePrint: delivery.choosePrint,
    named,
    account: deliveryAccount,
    settings: wishes,
    addresses,
    wakeQueue: () => queue.wake(),
    clock,
    log,
  });
  const queue = createQueue({
    database,
    handlers: traces.jobs({ ...createFolderJobHandlers({ clock, purges }), ...purgeHandlers }),
    clock,
    concurrency: config.jobConcurrency,
    onFailure: (error, job) => log.error({ err: error, job: job?.id, kind: job?.kind }, 'job failed'),
  });

  const usage = joinUsage({ config, database, ...sources, clock, log });
  const onlyNamed = () => isOnlyNamed(deliveryAccount());
  const seen = { addresses, id: config.id, maxBytes };
  const lookAtUrl = createLookAtUrl({ ...delivery, ...sources, blobs, prober: pool, ...seen });
  const server = createServer({
    listAssets: createListAssets({ database: tracedDatabase, clock }),
    getFile: createGetFile({ files: database.files }),
    updateDetails: createUpdateDetails({ database, purges, clock }),
    deleteFile: createDeleteFile({ database }),
    customFields: createCustomFields({ database, clock }),
    getMetadata: createGetMetadata({ files: database.files, lookAtUrl }),
    listVersions: createListVersions({ files: database.files }),
    getVersion: createGetVersion({ files: database.files }),
    deleteVersion: createDeleteVersion({ database }),
    restoreVersion: createRestoreVersion({ database, clock }),
    deleteFiles: createDeleteFiles({ database }),
    changeTags: createChangeTags({ database, clock }),
    copyFile: createCopyFile({ database, clock }),
    moveFile: createMoveFile({ database, clock }),
    renameFile: createRenameFile({ database, purges, clock }),
    createFolder: createCreateFolder({ folders: database.folders, clock }),
    deleteFolder: createDeleteFolder({ database, maxFolderItems: config.maxFolderItems }),
    folderJobs: createFolderJobs({ database, clock, queue, maxFolderItems: config.maxFolderItems }),
    namedTransformations: createNamedTransformations({
      database,
      clock,
      settings: wishes,
      onChange: namedCopy.refresh,
    }),
    savedExtensions: createSavedExtensions({
      database,
      clock,
      maxSavedExtensions: config.maxSavedExtensions,
    }),
    origins: sources.origins,
    urlEndpoints: sources.urlEndpoints,
    deliverySettings: accountSettings.deliverySettings,
    purges,
    getUsage: usage.getUsage,
    getUsageAnalytics: usage.getUsageAnalytics,
    uploadFile,
    receiveFile: createReceiveFile({ blobs, maxBytes }),
    uploadTokens: database.uploadTokens,
    findSample: () => findSample(database.assets),
    onlyNamed,
    deliver: joinDeliverRequest({
      config,
      deliver: delivery.deliver,
      endpoints: sources.endpoints,
      keyPairs,
      clock,
      log,
      count(answered, request) {
        usage.count(answered);
        metrics.delivery.count(answered);
        traces.requests?.tellDelivery(request, answered);
      },
    }),
    countCall(call, request) {
      metrics.api.countCall(call);
      traces.requests?.tellCall(request, call);
    },
    ...(traces.requests && { listenAround: traces.requests.listen }),
    writeMetrics: metrics.write,
    ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
    readiness: createReadiness({
      phase: () => phase,
      checks: { database: database.check, blobs: blobs.check },
      onFailure: (error, part) => log.warn({ err: error, part }, 'not ready'),
    }),
    limitRate: createRateLimit(ratesOf(config)),
    keyPairs,
    clock,
    addresses,
    log,
    version: options.version,
    id: config.id,
    domains: config.domains,
    help: config.help,
    corsApi: config.corsApi,
    idleSeconds: config.idleSeconds,
    maxFieldBytes: config.maxFieldBytes,
  });
  const chores = startChores({
    sweepBlobs: createSweepBlobs({ ...database, blobs, renditions: renditions.cache, clock }),
    uploadTokens: database.uploadTokens,
    purges: database.purges,
    usage: database.usage,
    files: database.files,
    keep: config,
    jobs: database.jobs,
    tidyRenderer,
    modelCalls: database.modelCalls,
    clock,
    onDone: (done) => log.info(done, 'chores'),
    onFailure: (error) => log.error({ err: error }, 'chores failed'),
  });

  async function importDemo(): Promise<void> {
    const pictures = await readDemo(join(options.packageFolder, 'demo'));
    const importing = { files: database.files, blobs, uploadFile, maxBytes };
    await importPictures(importing, pictures, '/photographs', new AbortController().signal);
  }

  return {
    account,
    listen: async ({ demo }) => {
      await server.listen({ host: config.host, port: config.port });
      queue.start();
      if (demo) await importDemo();
      if (phase === 'starting') phase = 'serving';
      return addresses;
    },
    onlyNamed,
    findSample: () => findSample(database.assets),
    close: async () => {
      phase = 'draining';
      await server.close();
      await queue.stop();
      await chores.stop();
      await delivery.stop();
      await purging.stop();
      await usage.stop();
      await accountSettings.stop();
      await namedCopy.stop();
      await sources.close();
      await keyCopy.stop();
      await pool.close();
      await renditions.cache.close();
      closeBlobs();
      await database.close();
      await traces.close();
    },
  };
}
