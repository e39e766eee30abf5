import {
  checkDelivery,
  checkNamedOnly,
  checkSigned,
  type SignatureState,
} from '../access/delivery-access.ts';
import type { BlobStore } from '../domain/blob-store.ts';
import type { Clock } from '../domain/clock.ts';
import type { FileRepository } from '../domain/database.ts';
import type { KeyPair } from '../domain/key-pair.ts';
import type { DeliveryUrl } from '../transform/delivery-url.ts';
import { namesGeneration } from '../transform/generative/names-generation.ts';
import { unsupported } from '../transform/refusals.ts';
import type { Transformation } from '../transform/transformation.ts';
import type { Account } from './account.ts';
import { checkSizes } from './check-sizes.ts';
import { printClientOf } from './client.ts';
import type { CodeText } from './code-text.ts';
import { contentDprOf } from './content-dpr.ts';
import type { BeingMade, Delivered, DeliveryRequest } from './delivered.ts';
import { findSource, type Source } from './find-source.ts';
import type { GenerateFile } from './generate-file.ts';
import type { Renditions } from './make-rendition.ts';
import type { NamedTexts } from './named-texts.ts';
import { openBody } from './open-body.ts';
import type { ChoosePrint, Print } from './print.ts';
import { readSignature } from './read-signature.ts';
import { type ParseSettings, rememberTransformations } from './remember-transformations.ts';
import { codedText, type TextSettings, textOf } from './text-of.ts';
import { variesOn } from './varies-on.ts';
import { wishOf } from './wish-of.ts';

export interface DeliveryParts {
  readonly files: FileRepository;
  readonly blobs: BlobStore;
  readonly renditions: Renditions;
  readonly choosePrint: ChoosePrint;
  readonly codeText: CodeText;
  /** Absent: there is no model. */
  readonly generateFile?: GenerateFile;
  readonly keyPairs: () => readonly KeyPair[];
  readonly named: () => NamedTexts;
  readonly account: () => Account;
  readonly clock: Clock;
  readonly settings: DeliveryLimits;
}

/** What the account cannot change. */
export interface DeliveryLimits extends ParseSettings, TextSettings {
  readonly cacheSeconds: number;
  readonly sanitizeSvg: boolean;
}

export type Deliver = (request: DeliveryRequest) => Promise<Delivered | BeingMade>;

const beingMade: BeingMade = { isBeingMade: true };

const etagDigits = 32;

/** What stands in for something else, which may come. */
const standInSeconds = 60;

/** What happens when someone asks for a URL, in the order of spec delivery §2. */
export function createDeliver(parts: DeliveryParts): Deliver {
  const parse = rememberTransformations(parts.settings);
  return async ({ url, client, visitor, signal, spendRender }) => {
    const [account, named] = [parts.account(), parts.named()];
    if (visitor !== undefined) account.checkVisitor?.(visitor);
    const signed = checkSignature(url, account, parts);
    const written = parse(url.transformation, named);
    checkWish(url, written, signed, account);
    const source = await findOrMakeSource(parts, url, written);
    if (source === 'pending') return beingMade;
    checkAccess(source, written, signed, account);
    const { file } = source;
    const transformation = wishOf(written, url, file, parts.settings);
    const print = await parts.choosePrint({
      file,
      transformation,
      text: url.transformation,
      namedRevision: named.revision,
      account,
      client: printClientOf(client, transformation, account),
      mayAskModels: true,
      signal,
    });
    if (print.kind === 'pending') return beingMade;
    const text = textOf(file, print, parts.settings);
    const coding = text?.isWorthwhile ? client.coding : undefined;
    const body = { file, print, isEmpty: transformation.isEmpty, spendRender };
    const open = (opened: () => AbortSignal) => openBody(body, parts, opened);
    const coded = text !== undefined && coding !== undefined && codedText(text, coding, open);
    return {
      etag: coded ? coded.key.slice(-etagDigits) : etagOf(source, print),
      lastModified: lastModifiedOf(source, print),
      variesOn: variesOn(account, { print, hints: transformation.hints, isText: text !== undefined }),
      ...contentDprOf(print, transformation, client),
      cache: cacheFor({ source, print, url, signed }, parts),
      file,
      isDefaultImage: source.isDefaultImage,
      stored: transformation.isEmpty || print.kind === 'original' ? file.current : undefined,
      print,
      open: coded ? (opened) => parts.codeText(coded, opened) : open,
    };
  };
}

/** Before anything is looked up, so that nobody learns which files exist (spec delivery O1). */
function checkSignature(
  url: DeliveryUrl,
  { settings: { restrictUnsigned } }: Account,
  { keyPairs, clock }: DeliveryParts,
): SignatureState {
  const signed = readSignature(url, keyPairs(), clock.now());
  checkSigned(signed, restrictUnsigned === 'all' || (restrictUnsigned === 'ai' && namesAi(url)));
  return signed;
}

function namesAi({ transformation, prompt }: DeliveryUrl): boolean {
  return prompt !== undefined || namesGeneration(transformation);
}

/** What can be told only when the names in it are understood. */
function checkWish(
  { transformation: text, prompt }: DeliveryUrl,
  transformation: Transformation,
  signed: SignatureState,
  { settings }: Account,
): void {
  const { namedOnly, isGenerative } = transformation;
  checkSigned(signed, settings.restrictUnsigned === 'ai' && isGenerative);
  // What the operator has signed or named is not what a stranger has made up.
  if (signed === 'none' && !namedOnly) checkSizes(transformation, settings);
  if (!settings.restrictUnnamed) return;
  if (prompt === undefined) checkNamedOnly({ text, namedOnly });
  else checkNamedOnly({ text: prompt, namedOnly: false });
}

/** A file that is to be made out of words is made only where there is none: a link never overwrites. */
async function findOrMakeSource(
  { files, generateFile }: DeliveryParts,
  url: DeliveryUrl,
  transformation: Transformation,
): Promise<Source | 'pending'> {
  const { path, prompt } = url;
  if (prompt === undefined) return await findSource(files, url, transformation);
  if ((await files.findForDelivery(path)) === undefined) {
    if (generateFile === undefined) throw unsupported(`ik-genimg-prompt-${prompt}`);
    if ((await generateFile({ path, prompt })) === 'pending') return 'pending';
  }
  return await findSource(files, url, transformation);
}

function checkAccess(
  { file }: Source,
  transformation: Transformation,
  signed: SignatureState,
  { settings }: Account,
): void {
  const { isPrivate, isPublished } = file.current.details;
  checkDelivery({
    isPrivate,
    isPublished,
    signed,
    namedOnly: transformation.namedOnly,
    hasTransformation: !transformation.isEmpty,
    original: transformation.original,
    requireSignature: settings.restrictUnsigned === 'all',
  });
}

/** As ImageKit's: of the content, or of everything that makes the rendition (its key's hash ends it). */
function etagOf({ file }: Source, print: Print): string {
  return (print.kind === 'plan' ? print.key : file.current.blobHash).slice(-etagDigits);
}

/** A layer that shows a newer file makes a newer picture. */
function lastModifiedOf({ file }: Source, print: Print): Date {
  const { createdAt } = file.current;
  const { overlaysSince = createdAt } = print.kind === 'plan' ? print : {};
  return new Date(Math.max(createdAt.getTime(), overlaysSince.getTime()));
}

interface Answer {
  readonly source: Source;
  readonly print: Print;
  readonly url: DeliveryUrl;
  readonly signed: SignatureState;
}

/** What only a signature or a stand-in makes visible must not stay in shared caches (spec delivery O18, O26). */
function cacheFor({ source, print, url, signed }: Answer, parts: DeliveryParts): Delivered['cache'] {
  const isStandIn = source.isDefaultImage || (print.kind === 'plan' && print.isProvisional);
  const cacheSeconds = Math.min(
    parts.settings.cacheSeconds,
    isStandIn ? standInSeconds : Number.POSITIVE_INFINITY,
  );
  if (source.isDefaultImage) return { scope: 'public', maxAgeSeconds: cacheSeconds };
  if (signed === 'none' && !source.file.current.details.isPrivate)
    return { scope: 'public', maxAgeSeconds: cacheSeconds };
  const expiry = url.expiry === undefined ? Number.POSITIVE_INFINITY : Number(url.expiry);
  const remaining = Math.floor(expiry - parts.clock.now().getTime() / 1000);
  return { scope: 'private', maxAgeSeconds: Math.max(0, Math.min(cacheSeconds, remaining)) };
}
