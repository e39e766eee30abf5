import { invalid, MediaError, notFound } from '../domain/errors.ts';

export type SignatureState = 'none' | 'valid' | 'invalid';

export interface DeliveryFacts {
  readonly isPrivate: boolean;
  readonly isPublished: boolean;
  readonly signed: SignatureState;
  readonly hasTransformation: boolean;
  /** Every token of the transformation is `n-…`: what the operator has named, the operator allows. */
  readonly namedOnly: boolean;
  /** The transformation, that of a name included, asks for the original bytes. */
  readonly original: boolean;
  /** Setting: every URL needs a signature. */
  readonly requireSignature: boolean;
}

/** Who may see a file (spec delivery §12.2). Returns when the file may be shown. */
export function checkDelivery(facts: DeliveryFacts): void {
  checkSigned(facts.signed, facts.requireSignature);
  if (!facts.isPublished) throw notFound('Not Found', { reason: 'ENOENT - the file is not published' });
  if (facts.isPrivate && facts.signed === 'none' && !isOpenByName(facts)) {
    throw unauthorized('the file is private and the URL has no signature');
  }
}

/** A stored `orig-true` must not hand out the original of a private file under a name. */
function isOpenByName({ hasTransformation, namedOnly, original }: DeliveryFacts): boolean {
  return hasTransformation && namedOnly && !original;
}

function unauthorized(why: string): MediaError {
  return new MediaError('unauthorized', 'Unauthorized', { reason: `ESIGNATURE - ${why}` });
}

/** Asked before anything about the file: a forged URL learns nothing from the answer (spec delivery O1). */
export function checkSigned(signed: SignatureState, requireSignature: boolean): void {
  if (signed === 'invalid') throw unauthorized('the signature is wrong or has expired');
  if (requireSignature && signed === 'none') throw unauthorized('the URL needs a signature');
}

/** Asked only with the setting that allows named transformations alone; no signature lifts it (spec delivery O22). */
export function checkNamedOnly(wish: { readonly text: string; readonly namedOnly: boolean }): void {
  if (wish.text === '' || wish.namedOnly) return;
  throw invalid('Bad Image Transformation Request', {
    reason: 'EINVALID - only named transformations are allowed',
  });
}
