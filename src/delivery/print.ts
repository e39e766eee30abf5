import { LRUCache } from 'lru-cache';
import { invalid } from '../domain/errors.ts';
import { isDocument, type MediaFacts } from '../domain/media-facts.ts';
import type { Box } from '../domain/plan.ts';
import { boundSize } from '../transform/bound-size.ts';
import { makePlan } from '../transform/make-plan.ts';
import type { ReadyPlan } from '../transform/planning.ts';
import type { Transformation } from '../transform/transformation.ts';
import { type Account, maxSizeFor } from './account.ts';
import { type AnswerRequest, type AnswerSources, type Answers, createAnswers } from './answers.ts';
import type { PrintClient } from './client.ts';
import type { FindFile } from './origins/find-file.ts';
import { createOverlays, type Overlays } from './overlays.ts';
import { maxBytesOf, type PictureLimits } from './picture-limits.ts';
import { planSourceOf, stampOf } from './plan-source.ts';
import { keyOfPrint } from './print-key.ts';
import type { SourceFile } from './source-file.ts';

/** How one version will be printed for one wish and one kind of client. */
export type Print = { readonly kind: 'original' } | PlannedPrint;

/** A model is at work on something that is part of the print. */
export interface PendingPrint {
  readonly kind: 'pending';
}

export interface PlannedPrint extends ReadyPlan {
  readonly key: string;
  /** Made without an answer that may come later: not to be kept for long. */
  readonly isProvisional: boolean;
  /** Since when the youngest file of its layers has been there. */
  readonly overlaysSince?: Date;
}

export interface PrintParts extends AnswerSources {
  readonly limits: PictureLimits;
  /** Finds the files of layers. */
  readonly findFile: FindFile;
}

export interface PrintRequest extends AnswerRequest {
  readonly file: SourceFile;
  readonly transformation: Transformation;
  /** As written: two spellings of one wish may share a plan, but never a memory of it. */
  readonly text: string;
  /** Of what names mean: one text may mean another thing tomorrow. */
  readonly namedRevision: number;
  readonly account: Account;
  readonly client: PrintClient;
}

export type ChoosePrint = (request: PrintRequest) => Print | Promise<Print | PendingPrint>;

const rememberedPrints = 20_000;
const rememberedBoxes = 10_000;
const original: Print = { kind: 'original' };
const pending: PendingPrint = { kind: 'pending' };

/**
 * Plans each print once and remembers it: planning is pure, and versions never change. Which version stands at the path
 * of a layer may change, so that is looked up again for every request.
 */
export function createChoosePrint(parts: PrintParts): ChoosePrint {
  const prints = new LRUCache<string, Remembered>({ max: rememberedPrints });
  const boxes = new LRUCache<string, Box>({ max: rememberedBoxes });

  async function choose(request: PrintRequest, overlays: Overlays): Promise<Print | PendingPrint> {
    const { file, account, client } = request;
    const facts = findFacts(request, parts.limits);
    if (facts === undefined) return original;
    const answers = createAnswers({ ...parts, overlays, boxes }, request);
    const options = { ...client, settings: account.plan, ...answers.known };
    const transformation = boundSize(request.transformation, maxSizeFor(account, client));
    for (;;) {
      const planning = makePlan(transformation, planSourceOf(file, facts), options);
      if (planning.kind === 'original') return original;
      if (planning.kind === 'plan') return printOf(planning, { file, overlays, answers });
      if ((await answers.find(planning)) === 'pending') return pending;
    }
  }

  async function chooseAndRemember(key: string, request: PrintRequest): Promise<Print | PendingPrint> {
    const overlays = createOverlays(parts);
    const print = await choose(request, overlays);
    if (print.kind === 'pending' || (print.kind === 'plan' && print.isProvisional)) return print;
    prints.set(key, overlays.isEmpty ? { print } : { print, overlays });
    return print;
  }

  return (request) => {
    const key = memoryKey(request);
    const known = prints.get(key);
    if (known === undefined) return chooseAndRemember(key, request);
    const { print, overlays } = known;
    if (overlays === undefined) return print;
    return overlays.areStillThere(request).then((same) => (same ? print : chooseAndRemember(key, request)));
  };
}

interface Remembered {
  readonly print: Print;
  /** Absent when there are none. */
  readonly overlays?: Overlays;
}

interface Found {
  readonly file: SourceFile;
  readonly overlays: Overlays;
  readonly answers: Answers;
}

function printOf(planning: ReadyPlan, { file, overlays, answers }: Found): PlannedPrint {
  const key = keyOfPrint(file.current.blobHash, planning);
  const { since } = overlays;
  const { isProvisional } = answers;
  return { ...planning, key, isProvisional, ...(since && { overlaysSince: since }) };
}

/**
 * Whatever may change the plan: the file, the client, the account, where layers are looked for, the wish. The text comes last, and all that is not part of
 * it before: it is a stranger's, and must not be able to say what another wish means (a cleaned SVG for one that is not).
 */
function memoryKey(request: PrintRequest): string {
  const { file, endpoint, text, namedRevision, account } = request;
  const revisions = `${namedRevision} ${account.revision}`;
  return `${stampOf(file)} ${bitsOf(request)} ${hintsOf(request)} ${revisions} ${endpoint} ${text}`;
}

function bitsOf({ client, transformation }: PrintRequest): number {
  return (
    (client.accepts.webp ? 1 : 0) +
    (client.accepts.avif ? 2 : 0) +
    (transformation.thumbnail ? 4 : 0) +
    (transformation.sanitizeSvg ? 8 : 0) +
    (client.savesData ? 16 : 0) +
    (client.isMobile ? 32 : 0)
  );
}

function hintsOf({ client: { hints } }: PrintRequest): string {
  return hints === undefined ? '-' : `${hints.width ?? ''}x${hints.dpr ?? ''}`;
}

/**
 * The facts to plan with; undefined when the stored bytes are delivered as they are: anything but an image, a document of
 * which no picture was asked, and an image beyond a limit or beyond decoding from which nothing was asked
 * (spec delivery §6, §17, O9, O11).
 */
function findFacts({ file, transformation }: PrintRequest, limits: PictureLimits) {
  const { facts, sizeBytes } = file.current;
  const { original, thumbnail, isEmpty } = transformation;
  if (original || (!thumbnail && !isPicture(facts))) return undefined;
  const image = facts.image ?? facts.document;
  const limit = image && maxBytesOf(image, limits);
  if (limit !== undefined && sizeBytes <= limit) return image;
  if (isEmpty) return undefined;
  const reason =
    limit === undefined
      ? 'EINVALIDIMAGE - The file cannot be decoded as an image'
      : `ELIMIT - The image has more than ${limit} bytes`;
  throw invalid('Bad Request', { reason });
}

function isPicture({ kind, image }: MediaFacts): boolean {
  return kind === 'image' && (image === undefined || !isDocument(image.format));
}
