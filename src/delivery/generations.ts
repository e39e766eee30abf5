import type { Clock } from '../domain/clock.ts';
import type { GeneratedPictureRepository } from '../domain/database.ts';
import type { GeneratedPicture } from '../domain/generated-picture.ts';
import type { PictureMaker } from '../domain/picture-maker.ts';
import type { GenerationNeeded, PlanSource } from '../transform/planning.ts';
import { makeRenditionKey } from '../transform/rendition-key.ts';
import type { Renditions } from './make-rendition.ts';
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
  /** False: only what is there already counts. */
  readonly mayStart: boolean;
}

export type FindGenerated = (request: GenerationRequest) => Promise<PlanSource | 'pending'>;

/** What a model has made is made once and kept without limit, as long as what it was made from is kept. */
export function createFindGenerated(parts: GenerationParts): FindGenerated {
  /** Asked for at every planning: a row goes when what it was made from has gone. */
  async function find(key: string): Promise<PlanSource | undefined> {
    const row = await parts.generatedPictures.find(key);
    return row && { facts: row.facts, contentHash: row.blobHash };
  }

  async function make(needed: GenerationNeeded, signal: AbortSignal): Promise<PlanSource> {
    const { task, plan, contentHashes } = needed;
    const [madeFrom = ''] = contentHashes;
    const picture = await printInput(needed, parts, signal);
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

  return async ({ needed, mayStart }) => {
    const kept = await find(needed.key);
    if (kept !== undefined) return kept;
    if (!mayStart) return 'pending';
    return await parts.slowWork.run(needed.key, (signal) => make(needed, signal));
  };
}

async function printInput(
  { plan, contentHashes }: GenerationNeeded,
  { renditions }: GenerationParts,
  signal: AbortSignal,
): Promise<Buffer> {
  const key = makeRenditionKey(contentHashes, plan);
  return await readRendition(await renditions.get({ key, plan, contentHashes }, () => signal));
}
