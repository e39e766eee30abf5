import { LRUCache } from 'lru-cache';
import { invalid } from '../domain/errors.ts';
import type { MediaFile } from '../domain/media-file.ts';
import type { Box, Measurement } from '../domain/plan.ts';
import { makePlan } from '../transform/make-plan.ts';
import type { Accepts, PlanSettings, ReadyPlan } from '../transform/planning.ts';
import { makeRenditionKey } from '../transform/rendition-key.ts';
import type { Transformation } from '../transform/transformation.ts';

/** How one version will be printed for one wish and one kind of client. */
export type Print = { readonly kind: 'original' } | (ReadyPlan & { readonly key: string });

export interface PrintLimits {
  readonly maxInputBytes: number;
  readonly maxVectorBytes: number;
}

export interface PrintParts {
  readonly settings: PlanSettings;
  readonly limits: PrintLimits;
  /** Looks at the pixels of a version. */
  readonly measure: (file: MediaFile, measurement: Measurement, signal: () => AbortSignal) => Promise<Box>;
}

export interface PrintRequest {
  readonly file: MediaFile;
  readonly transformation: Transformation;
  /**
   * As written, and under which meaning of names: two spellings of one wish may share a plan, but never a memory
   * of it.
   */
  readonly text: string;
  readonly accepts: Accepts;
  readonly signal: () => AbortSignal;
}

export type ChoosePrint = (request: PrintRequest) => Print | Promise<Print>;

const rememberedPrints = 20_000;
const rememberedBoxes = 10_000;
const original: Print = { kind: 'original' };

/** Plans each print once and remembers it: planning is pure, and versions never change. */
export function createChoosePrint(parts: PrintParts): ChoosePrint {
  const prints = new LRUCache<string, Print>({ max: rememberedPrints });
  const boxes = new LRUCache<string, Box>({ max: rememberedBoxes });

  async function choose(request: PrintRequest): Promise<Print> {
    const { file, transformation, accepts, signal } = request;
    const facts = findFacts(request, parts.limits);
    if (facts === undefined) return original;
    const { customCoordinates } = file.current.details;
    const source = { facts, ...(customCoordinates === undefined ? {} : { customCoordinates }) };
    const boxKey = (key: string) => `${file.current.blobHash} ${key}`;
    const measured = (key: string) => boxes.get(boxKey(key));
    for (;;) {
      const planning = makePlan(transformation, source, { accepts, settings: parts.settings, measured });
      if (planning.kind === 'original') return original;
      if (planning.kind === 'plan')
        return { ...planning, key: makeRenditionKey([file.current.blobHash], planning.plan) };
      boxes.set(boxKey(planning.key), await parts.measure(file, planning.measurement, signal));
    }
  }

  return (request) => {
    const key = memoryKey(request);
    const known = prints.get(key);
    if (known !== undefined) return known;
    return choose(request).then((print) => {
      prints.set(key, print);
      return print;
    });
  };
}

/** Whatever may change the plan: the version, its focus area (a detail, hence `updatedAt`), the client, the wish. */
function memoryKey({ file, accepts, text }: PrintRequest): string {
  const client = (accepts.webp ? 1 : 0) + (accepts.avif ? 2 : 0);
  return `${file.current.key}${file.current.updatedAt.getTime()} ${client} ${text}`;
}

/**
 * The facts to plan with; undefined when the stored bytes are delivered as they are: anything but an image, and an image
 * beyond a limit or beyond decoding from which nothing was asked (spec delivery §6, §17, O9, O11).
 */
function findFacts({ file, transformation }: PrintRequest, limits: PrintLimits) {
  const { facts, sizeBytes } = file.current;
  if (facts.kind !== 'image' || transformation.original) return undefined;
  const limit = facts.image?.format === 'svg' ? limits.maxVectorBytes : limits.maxInputBytes;
  if (facts.image !== undefined && sizeBytes <= limit) return facts.image;
  if (transformation.isEmpty) return undefined;
  const reason =
    facts.image === undefined
      ? 'EINVALIDIMAGE - The file cannot be decoded as an image'
      : `ELIMIT - The image has more than ${limit} bytes`;
  throw invalid('Bad Request', { reason });
}
