import {
  checkDelivery,
  checkNamedOnly,
  checkSigned,
  type SignatureState,
} from '../access/delivery-access.ts';
import { alwaysNeedsSignature, mayNeedSignature, needsSignature } from '../access/unsigned-rule.ts';
import { MediaError } from '../domain/errors.ts';
import type { KeyPair } from '../domain/key-pair.ts';
import type { DeliveryUrl } from '../transform/delivery-url.ts';
import { namesGeneration } from '../transform/generative/names-generation.ts';
import { unsupported } from '../transform/refusals.ts';
import type { Transformation } from '../transform/transformation.ts';
import type { Account } from './account.ts';
import { checkSizes } from './check-sizes.ts';
import { printClientOf } from './client.ts';
import type { BeingMade, Delivered, DeliveryRequest } from './delivered.ts';
import { type AnswerParts, type AnswerSettings, describeAnswer } from './describe-answer.ts';
import { findSource, type Source } from './find-source.ts';
import type { GenerateFile } from './generate-file.ts';
import type { FindFile } from './origins/find-file.ts';
import type { ChoosePrint } from './print.ts';
import { readSignature } from './read-signature.ts';
import { type ParseSettings, rememberTransformations } from './remember-transformations.ts';
import { wishOf } from './wish-of.ts';

export interface DeliveryParts extends AnswerParts {
  readonly findFile: FindFile;
  readonly choosePrint: ChoosePrint;
  /** Absent: there is no model. */
  readonly generateFile?: GenerateFile;
  readonly keyPairs: () => readonly KeyPair[];
  readonly settings: DeliveryLimits;
}

/** What the account cannot change. */
export interface DeliveryLimits extends ParseSettings, AnswerSettings {
  readonly sanitizeSvg: boolean;
}

export type Deliver = (request: DeliveryRequest) => Promise<Delivered | BeingMade>;

const beingMade: BeingMade = { isBeingMade: true };

/** What happens when someone asks for a URL, in the order of spec delivery §2. */
export function createDeliver(parts: DeliveryParts): Deliver {
  const parse = rememberTransformations(parts.settings);
  return async (request) => {
    const { url, client, visitor, signal } = request;
    const [account, named] = [parts.account(), parts.named()];
    if (visitor !== undefined) account.checkVisitor?.(visitor);
    const signed = checkSignature(url, account, parts);
    const written = parse(url.transformation, named);
    const namedRevision = named.revision;
    checkWish(url, written, signed, account);
    const asked = { url, transformation: written, signed, account };
    const source = await findOrMakeSource(parts, request, written).catch((error) =>
      hideMissing(error, asked),
    );
    if (source === 'pending') return beingMade;
    checkAccess(source, asked);
    const { file } = source;
    const transformation = wishOf(written, url, file, parts.settings);
    const print = await parts.choosePrint({
      file,
      transformation,
      text: url.transformation,
      namedRevision,
      account,
      client: printClientOf(client, transformation, account),
      endpoint: url.endpoint,
      asker: client,
      mayAskModels: true,
      signal,
    });
    if (print.kind === 'pending') return beingMade;
    return describeAnswer(
      { url, client, account, namedRevision, signed, source, transformation, print },
      parts,
    );
  };
}

/** Before anything is looked up, so that nobody learns which files exist (spec delivery O1). */
function checkSignature(
  url: DeliveryUrl,
  { settings }: Account,
  { keyPairs, clock }: DeliveryParts,
): SignatureState {
  const signed = readSignature(url, keyPairs(), clock.now());
  const isAi = namesAi(url);
  // What words are made into is a picture; what a path leads to may be anything.
  const isPicture = url.prompt !== undefined && needsSignature(settings, 'image', isAi);
  checkSigned(signed, isPicture || alwaysNeedsSignature(settings, isAi));
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
  checkSigned(signed, isGenerative && alwaysNeedsSignature(settings, true));
  // What the operator has signed or named is not what a stranger has made up.
  if (signed === 'none' && !namedOnly) checkSizes(transformation, settings);
  if (!settings.restrictUnnamed) return;
  if (prompt === undefined) checkNamedOnly({ text, namedOnly });
  else checkNamedOnly({ text: prompt, namedOnly: false });
}

/** A file that is to be made out of words is made only where there is none: a link never overwrites. */
async function findOrMakeSource(
  { files, findFile, generateFile }: DeliveryParts,
  request: DeliveryRequest,
  transformation: Transformation,
): Promise<Source | 'pending'> {
  const { path, prompt } = request.url;
  if (prompt === undefined) return await findSource(findFile, request, transformation);
  if ((await files.findForDelivery(path)) === undefined) {
    if (generateFile === undefined) throw unsupported(`ik-genimg-prompt-${prompt}`);
    if ((await generateFile({ path, prompt })) === 'pending') return 'pending';
  }
  return await findSource(findFile, request, transformation);
}

interface Asked {
  readonly url: DeliveryUrl;
  readonly transformation: Transformation;
  readonly signed: SignatureState;
  readonly account: Account;
}

/** Where some files need a signature, a stranger is told of none whether it is there (spec delivery O1). */
function hideMissing(error: unknown, { url, transformation, signed, account }: Asked): never {
  const isAi = transformation.isGenerative || namesAi(url);
  const isMissing = error instanceof MediaError && error.code === 'not_found';
  if (isMissing) checkSigned(signed, mayNeedSignature(account.settings, isAi));
  throw error;
}

function checkAccess(
  { file, isDefaultImage }: Source,
  { url, transformation, signed, account: { settings } }: Asked,
): void {
  const { details, facts } = file.current;
  const { isPrivate, isPublished } = details;
  const isAi = transformation.isGenerative || namesAi(url);
  checkDelivery({
    isPrivate,
    isPublished,
    signed,
    namedOnly: transformation.namedOnly,
    hasTransformation: !transformation.isEmpty,
    original: transformation.original,
    requireSignature: isDefaultImage
      ? mayNeedSignature(settings, isAi)
      : needsSignature(settings, facts.kind, isAi),
  });
}
