import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock.ts';
import { createCoalesce } from '../domain/coalesce.ts';
import type { DetectionRepository } from '../domain/database.ts';
import type { Detection, Detector } from '../domain/detector.ts';
import { planLook } from '../transform/plan-look.ts';
import type { DetectionNeeded, PlanSettings, PlanSource } from '../transform/planning.ts';
import { makeRenditionKey } from '../transform/rendition-key.ts';
import type { Renditions } from './make-rendition.ts';
import { readRendition } from './read-rendition.ts';
import { createTakeTurns } from './take-turns.ts';

export interface DetectionParts {
  readonly detector: Detector;
  readonly detections: DetectionRepository;
  readonly renditions: Pick<Renditions, 'get'>;
  readonly clock: Clock;
  readonly settings: PlanSettings & DetectorSettings;
  /** Whoever asked gets a picture all the same, so that nobody else would learn of it. */
  readonly onFailure: (error: unknown) => void;
}

export interface DetectorSettings {
  /** Longest wait for an answer, that for a turn included. */
  readonly detectorTimeoutSeconds: number;
  /** How long a failure is remembered. */
  readonly detectorRetrySeconds: number;
  readonly detectorConcurrency: number;
}

export interface DetectionRequest {
  readonly needed: DetectionNeeded;
  /** False: only what was found before counts. */
  readonly mayAsk: boolean;
}

/** What was found; undefined when there was no answer, and may be one later. */
export type FindDetections = (
  request: DetectionRequest,
  signal: () => AbortSignal,
) => Promise<readonly Detection[] | undefined>;

const rememberedFailures = 10_000;

/** Each content is looked at once for each subject, and never again: what is in a picture does not change. */
export function createFindDetections(parts: DetectionParts): FindDetections {
  const { detector, detections, clock, settings } = parts;
  const share = createCoalesce<readonly Detection[] | undefined>();
  const takeTurn = createTakeTurns(settings.detectorConcurrency);
  const failedAt = new LRUCache<string, number>({ max: rememberedFailures });

  async function detect({ subject, source }: DetectionNeeded, signal: AbortSignal) {
    const look = { contentHash: source.contentHash, subject, detector: detector.id };
    const found = await detector.detect(await printLook(source, parts, signal), subject, signal);
    await detections.put(look, found);
    return found;
  }

  function findKnown({ subject, source }: DetectionNeeded) {
    return detections.find({ contentHash: source.contentHash, subject, detector: detector.id });
  }

  async function findOrDetect(key: string, needed: DetectionNeeded, signal: AbortSignal) {
    const known = await findKnown(needed);
    if (known !== undefined) return known;
    const failed = failedAt.get(key) ?? Number.NEGATIVE_INFINITY;
    if (clock.now().getTime() - failed < settings.detectorRetrySeconds * 1000) return undefined;
    const timeout = AbortSignal.timeout(settings.detectorTimeoutSeconds * 1000);
    const either = AbortSignal.any([signal, timeout]);
    return await takeTurn(() => detect(needed, either), either).catch((error) => {
      signal.throwIfAborted();
      failedAt.set(key, clock.now().getTime());
      parts.onFailure(error);
      return undefined;
    });
  }

  return ({ needed, mayAsk }, signal) => {
    if (!mayAsk) return findKnown(needed);
    const key = `${needed.source.contentHash} ${needed.subject}`;
    return share(key, (shared) => findOrDetect(key, needed, shared), signal());
  };
}

async function printLook(source: PlanSource, { renditions, settings }: DetectionParts, signal: AbortSignal) {
  const plan = planLook(source, settings);
  const contentHashes = [source.contentHash];
  const key = makeRenditionKey(contentHashes, plan);
  return await readRendition(await renditions.get({ key, plan, contentHashes }, () => signal));
}
