import {
  checkDelivery,
  checkNamedOnly,
  checkSigned,
  type SignatureState,
} from '../access/delivery-access.ts';
import { hasExpired } from '../access/key-expiry.ts';
import { mayRead } from '../access/permissions.ts';
import { verifySignature } from '../access/signed-url.ts';
import type { BlobStore } from '../domain/blob-store.ts';
import type { Clock } from '../domain/clock.ts';
import type { FileRepository } from '../domain/database.ts';
import type { KeyPair } from '../domain/key-pair.ts';
import type { DeliveryUrl } from '../transform/delivery-url.ts';
import { namesGeneration } from '../transform/generative/names-generation.ts';
import { unsupported } from '../transform/refusals.ts';
import type { Transformation } from '../transform/transformation.ts';
import type { BeingMade, Delivered, DeliveryRequest } from './delivered.ts';
import { findSource, type Source } from './find-source.ts';
import type { GenerateFile } from './generate-file.ts';
import type { Renditions } from './make-rendition.ts';
import type { NamedTexts } from './named-texts.ts';
import { openBody } from './open-body.ts';
import type { ChoosePrint, Print } from './print.ts';
import { type ParseSettings, rememberTransformations } from './remember-transformations.ts';
import { textOfWish, wishOf } from './wish-of.ts';

export interface DeliveryParts {
  readonly files: FileRepository;
  readonly blobs: BlobStore;
  readonly renditions: Renditions;
  readonly choosePrint: ChoosePrint;
  /** Absent: there is no model. */
  readonly generateFile?: GenerateFile;
  readonly keyPairs: () => readonly KeyPair[];
  readonly named: () => NamedTexts;
  readonly clock: Clock;
  readonly settings: DeliverySettings;
}

export interface DeliverySettings extends ParseSettings {
  readonly cacheSeconds: number;
  readonly requireSignature: boolean;
  /** As `requireSignature`, for what ImageKit counts as AI. */
  readonly requireAiSignature: boolean;
  readonly restrictUnnamed: boolean;
  readonly sanitizeSvg: boolean;
}

export type Deliver = (request: DeliveryRequest) => Promise<Delivered | BeingMade>;

const beingMade: BeingMade = { isBeingMade: true };

/** What stands in for something else, which may come. */
const standInSeconds = 60;

/** What happens when someone asks for a URL, in the order of spec delivery §2. */
export function createDeliver(parts: DeliveryParts): Deliver {
  const parse = rememberTransformations(parts.settings);
  return async ({ url, accepts, signal }) => {
    const signed = checkSignature(url, parts);
    const named = parts.named();
    const written = parse(url.transformation, named);
    checkWish(url, written, signed, parts.settings);
    const source = await findOrMakeSource(parts, url, written);
    if (source === 'pending') return beingMade;
    checkAccess(source, written, signed, parts.settings);
    const { file } = source;
    const transformation = wishOf(written, url, file, parts.settings);
    const print = await parts.choosePrint({
      file,
      transformation,
      text: `${named.revision} ${textOfWish(url.transformation, transformation)}`,
      accepts,
      mayGenerate: true,
      signal,
    });
    if (print.kind === 'pending') return beingMade;
    return {
      etag: etagOf(source, print),
      lastModified: lastModifiedOf(source, print),
      varyOnAccept: print.kind === 'plan' && print.negotiated,
      cache: cacheFor({ source, print, url, signed }, parts),
      fileName: file.name,
      kind: file.current.facts.kind,
      isDefaultImage: source.isDefaultImage,
      stored: transformation.isEmpty || print.kind === 'original' ? file.current : undefined,
      open: (opened) => openBody({ file, print, isEmpty: transformation.isEmpty }, parts, opened),
    };
  };
}

/** Before anything is looked up, so that nobody learns which files exist (spec delivery O1). */
function checkSignature(url: DeliveryUrl, { keyPairs, clock, settings }: DeliveryParts): SignatureState {
  const signed = readSignature(url, keyPairs(), clock.now());
  checkSigned(signed, settings.requireSignature || (settings.requireAiSignature && namesAi(url)));
  return signed;
}

function namesAi({ transformation, prompt }: DeliveryUrl): boolean {
  return prompt !== undefined || namesGeneration(transformation);
}

/** What can be told only when the names in it are understood. */
function checkWish(
  { transformation: text, prompt }: DeliveryUrl,
  { namedOnly, isGenerative }: Transformation,
  signed: SignatureState,
  { restrictUnnamed, requireAiSignature }: DeliverySettings,
): void {
  checkSigned(signed, requireAiSignature && isGenerative);
  if (!restrictUnnamed) return;
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

function readSignature(url: DeliveryUrl, keyPairs: readonly KeyPair[], now: Date): SignatureState {
  if (url.signature === undefined) return 'none';
  const { signature, expiry, signedTexts } = url;
  const privateKeys = keyPairs
    .filter((pair) => !hasExpired(pair, now) && mayRead(pair, 'media'))
    .map((pair) => pair.privateKey);
  return verifySignature({ signature, expiry, signedTexts: signedTexts() }, privateKeys, now)
    ? 'valid'
    : 'invalid';
}

function checkAccess(
  { file }: Source,
  transformation: Transformation,
  signed: SignatureState,
  { requireSignature }: DeliverySettings,
): void {
  const { isPrivate, isPublished } = file.current.details;
  checkDelivery({
    isPrivate,
    isPublished,
    signed,
    namedOnly: transformation.namedOnly,
    hasTransformation: !transformation.isEmpty,
    original: transformation.original,
    requireSignature,
  });
}

/** Thirty-two hex digits, as ImageKit's: of the content, or of everything that makes the rendition (its key's hash ends it). */
function etagOf({ file }: Source, print: Print): string {
  return (print.kind === 'plan' ? print.key : file.current.blobHash).slice(-32);
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
