import { MediaError, notFound } from '../domain/errors.ts';

export interface DeliveryFacts {
  readonly isPrivate: boolean;
  readonly isPublished: boolean;
  readonly signed: 'none' | 'valid' | 'invalid';
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
  // Before anything about the file: a forged URL learns nothing from the answer.
  if (facts.signed === 'invalid') throw unauthorized('the signature is wrong or has expired');
  if (facts.requireSignature && facts.signed === 'none') throw unauthorized('the URL needs a signature');
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
