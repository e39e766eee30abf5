import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock.ts';
import type { GeneratedPictureRepository } from '../domain/database.ts';
import type { GeneratedPicture } from '../domain/generated-picture.ts';
import type { PictureMaker } from '../domain/picture-maker.ts';
import type { GenerationNeeded, PlanSource } from '../transform/planning.ts';
import type { Renditions } from './make-rendition.ts';
import { keyOfPrint } from './print-key.ts';
import { readRendition } from './read-rendition.ts';
import { type ReceiveParts, receivePicture } from './receive-picture.ts';
import type { SlowWork } from './slow-work.ts';

export interface GenerationParts extends ReceiveParts {
  readonly maker: PictureMaker;
  readonly generatedPictures: GeneratedPictureRepository;
  readonly renditions: Pick<Renditions, 'get'>;
  readonly slowWork: SlowWork;
  readonly clock: Clock;
}

export interface GenerationRequest {
  readonly needed: GenerationNeeded;
  /** Content of the file that is printed. */
  readonly madeFrom: string;
  /** False: only what is there already counts. */
  readonly mayStart: boolean;
}

export type FindGenerated = (request: GenerationRequest) => Promise<PlanSource | 'pending'>;

const rememberedPictures = 10_000;

/** What a model has made is made once and kept without limit, as long as what it was made from is kept. */
export function createFindGenerated(parts: GenerationParts): FindGenerated {
  const known = new LRUCache<string, PlanSource>({ max: rememberedPictures });

  async function find(key: string): Promise<PlanSource | undefined> {
    const row = await parts.generatedPictures.find(key);
    if (row === undefined) return undefined;
    const source = { facts: row.facts, contentHash: row.blobHash };
    known.set(key, source);
    return source;
  }

  async function make(request: GenerationRequest, signal: AbortSignal): Promise<PlanSource> {
    const { needed, madeFrom } = request;
    const { task, plan } = needed;
    const picture = await printInput(request, parts, signal);
    const stream = await parts.maker.make({ task, picture, width: plan.width, height: plan.height }, signal);
    return await receivePicture(stream, parts, signal, async (staged, facts) => {
      await staged.commit();
      const made: GeneratedPicture = {
        key: needed.key,
        madeFrom,
        blobHash: staged.hash,
        facts,
        createdAt: parts.clock.now(),
      };
      await parts.generatedPictures.insert(made);
      // Another node may have been first: then its picture is the one that everybody shows.
      return (await find(needed.key)) ?? { facts, contentHash: staged.hash };
    });
  }

  return async (request) => {
    const { key } = request.needed;
    const kept = known.get(key) ?? (await find(key));
    if (kept !== undefined) return kept;
    if (!request.mayStart) return 'pending';
    return await parts.slowWork.run(key, (signal) => make(request, signal));
  };
}

async function printInput(
  { needed, madeFrom }: GenerationRequest,
  { renditions }: GenerationParts,
  signal: AbortSignal,
): Promise<Buffer> {
  const { plan, contentHashes } = needed;
  const key = keyOfPrint(madeFrom, needed);
  return await readRendition(await renditions.get({ key, plan, contentHashes }, () => signal));
}
