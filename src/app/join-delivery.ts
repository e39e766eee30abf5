import { writeFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createAvifBehind } from '../delivery/avif-behind.ts';
import { createCodeText } from '../delivery/code-text.ts';
import { createSpendOne } from '../delivery/daily-budget.ts';
import { createDeliver, type Deliver, type DeliveryLimits, type DeliveryParts } from '../delivery/deliver.ts';
import { createFindDetections } from '../delivery/detections.ts';
import { createGenerateFile } from '../delivery/generate-file.ts';
import { createFindGenerated } from '../delivery/generations.ts';
import { createRenditions } from '../delivery/make-rendition.ts';
import type { SourceBytes } from '../delivery/origins/source-bytes.ts';
import { createProxyPreparation, type ProxyPreparation } from '../delivery/prepare-proxies.ts';
import { type ChoosePrint, createChoosePrint } from '../delivery/print.ts';
import { createProxies } from '../delivery/proxies.ts';
import { createSlowWork } from '../delivery/slow-work.ts';
import type { BlobStore } from '../domain/blob-store.ts';
import type { Database } from '../domain/database.ts';
import type { Detector } from '../domain/detector.ts';
import { trailerOf } from '../domain/file-trailer.ts';
import type { PictureMaker } from '../domain/picture-maker.ts';
import type { RenditionCache } from '../domain/rendition.ts';
import type { KeepFile } from '../library/keep-file.ts';
import { createHttpDetector } from '../providers/http-detector.ts';
import { createHttpPictureMaker } from '../providers/http-picture-maker.ts';
import type { RenderPool } from '../render/pool.ts';

interface DeliveryJoint extends Pick<DeliveryParts, 'findFile' | 'keyPairs' | 'named' | 'account' | 'clock'> {
  readonly config: Config;
  readonly settings: DeliveryLimits;
  readonly database: Database;
  readonly renditionCache: RenditionCache;
  readonly pool: RenderPool;
  readonly blobs: BlobStore;
  /** Those of origins too. */
  readonly bytes: SourceBytes;
  readonly keepFile: KeepFile;
  readonly log: Logger;
}

interface JoinedDelivery {
  readonly deliver: Deliver;
  readonly choosePrint: ChoosePrint;
  readonly prepareProxies: ProxyPreparation['prepare'];
  /** Ends what goes on although nobody waits for it. */
  stop(): Promise<void>;
}

/** What answers delivery URLs, with the detector and the generative provider where the operator has set them. */
export function joinDelivery(joint: DeliveryJoint): JoinedDelivery {
  const { config, settings, database, blobs, bytes, findFile, renditionCache, pool, keyPairs, clock, log } =
    joint;
  const { proxyMinPixels } = config;
  const proxies = createProxies({ blobs: bytes, renditions: renditionCache, renderer: pool, proxyMinPixels });
  const renditions = createRenditions({ blobs: bytes, renditions: renditionCache, renderer: pool, proxies });
  const detector = makeDetector(config);
  const maker = makePictureMaker(config);
  const slowWork = createSlowWork({
    settings: config,
    spendOne: createSpendOne({
      maxPerDay: config.aiMaxPerDay,
      modelCalls: database.modelCalls,
      clock,
    }),
    clock,
    onFailure: (error) => log.warn({ err: error }, 'a picture could not be made'),
  });
  const receiving = { blobs, prober: pool, settings: config };
  const choosePrint = createChoosePrint({
    limits: config,
    findFile,
    measure: renditions.measure,
    ...(detector && {
      findDetections: createFindDetections({
        detector,
        detections: database.detections,
        renditions,
        clock,
        settings: config,
        onFailure: (error) => log.warn({ err: error }, 'the detector gave no answer'),
      }),
    }),
    ...(maker && {
      findGenerated: createFindGenerated({
        ...receiving,
        maker,
        generatedPictures: database.generatedPictures,
        renditions,
        slowWork,
        clock,
      }),
    }),
  });
  const avifBehind = createAvifBehind({
    renditions,
    choosePrint,
    onFailure: (error) => log.info({ err: error }, 'an AVIF could not be made behind its stand-in'),
  });
  const deliver = createDeliver({
    files: database.files,
    findFile,
    blobs: bytes,
    renditions,
    choosePrint: config.avifBehind ? avifBehind.choosePrint : choosePrint,
    codeText: createCodeText({ renditions: renditionCache, writeRendition, settings: config }),
    ...(maker && {
      generateFile: createGenerateFile({
        ...receiving,
        maker,
        slowWork,
        keep: (path, staged, signal) => joint.keepFile(path, staged, { isPrivate: false, signal }),
      }),
    }),
    keyPairs,
    named: joint.named,
    account: joint.account,
    clock,
    settings,
  });

  const proxyPreparation = createProxyPreparation({
    proxies,
    proxyMinPixels,
    autoOrient: () => joint.account().plan.autoOrient,
    isBusy: () => pool.waiting > 0,
    onFailure: (error) => log.info({ err: error }, 'no smaller copy could be made of a large picture'),
  });
  const stop = async () => {
    await Promise.all([slowWork.stop(), proxyPreparation.stop(), avifBehind.stop()]);
  };
  return { deliver, choosePrint, prepareProxies: proxyPreparation.prepare, stop };
}

/** As a renderer leaves it. */
async function writeRendition(path: string, bytes: Buffer): Promise<void> {
  await writeFile(path, [bytes, trailerOf(bytes)]);
}

function makeDetector(config: Config): Detector | undefined {
  const { detectorUrl: url, detectorToken: token } = config;
  if (url === undefined) return undefined;
  return createHttpDetector({
    url,
    ...(token !== undefined && { token }),
    minScore: config.detectorMinPercent / 100,
  });
}

function makePictureMaker(config: Config): PictureMaker | undefined {
  const { aiUrl: url, aiToken: token, aiMaxPixels: maxPixels } = config;
  if (url === undefined) return undefined;
  return createHttpPictureMaker({ url, ...(token !== undefined && { token }), maxPixels });
}
