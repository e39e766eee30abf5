import { expect, it } from 'vitest';
import { checkDelivery, type DeliveryFacts } from './delivery-access.ts';

const plain: DeliveryFacts = {
  isPrivate: false,
  isPublished: true,
  signed: 'none',
  hasTransformation: false,
  namedOnly: false,
  original: false,
  requireSignature: false,
};
const transformed = { hasTransformation: true };
const named = { hasTransformation: true, namedOnly: true };
const isPrivate = true;
const requireSignature = true;

/** Names of the rows as in spec delivery §12.2. */
it.each<[string, Partial<DeliveryFacts>]>([
  ['P1: a public file', {}],
  ['P1: a public file, transformed', transformed],
  ['P4: a public file, transformed, while nothing is required', { ...transformed, signed: 'none' }],
  ['P8: a private file by name alone', { isPrivate, ...named }],
  ['P10: a private file with a signature', { isPrivate, signed: 'valid' }],
  [
    'P10: a private original with a signature',
    { isPrivate, signed: 'valid', ...transformed, original: true },
  ],
  ['P10: a public file with a signature where all need one', { requireSignature, signed: 'valid' }],
])('shows %s', (_, facts) => {
  expect(() => checkDelivery({ ...plain, ...facts })).not.toThrow();
});

it.each<[string, Partial<DeliveryFacts>]>([
  ['P2: an unsigned URL where all need a signature', { requireSignature }],
  ['P5: a private file as it is', { isPrivate }],
  ['P5: a private file as it is, although no token is unnamed', { isPrivate, namedOnly: true }],
  ['P6: a private file, transformed', { isPrivate, ...transformed }],
  ['P7: a private original', { isPrivate, ...transformed, original: true }],
  ['P7: a private original under a name', { isPrivate, ...named, original: true }],
  ['P9: a private file by name and more', { isPrivate, hasTransformation: true, namedOnly: false }],
  ['P11: a private file by name where all need a signature', { isPrivate, ...named, requireSignature }],
  ['P17: a public file with a wrong signature', { signed: 'invalid' }],
  ['P17: a private file by name with a wrong signature', { isPrivate, ...named, signed: 'invalid' }],
  ['P17: an unpublished file with a wrong signature', { isPublished: false, signed: 'invalid' }],
])('keeps back %s', (_, facts) => {
  expect(() => checkDelivery({ ...plain, ...facts })).toThrow(
    expect.objectContaining({
      code: 'unauthorized',
      message: 'Unauthorized',
      reason: expect.stringMatching(/^ESIGNATURE - /),
    }),
  );
});

it.each<[string, Partial<DeliveryFacts>]>([
  ['P16: an unpublished file', { isPublished: false }],
  ['P16: an unpublished file with a signature', { isPublished: false, signed: 'valid' }],
  ['P16: an unpublished private file', { isPublished: false, isPrivate }],
])('does not know %s', (_, facts) => {
  expect(() => checkDelivery({ ...plain, ...facts })).toThrow(
    expect.objectContaining({
      code: 'not_found',
      message: 'Not Found',
      reason: expect.stringMatching(/^ENOENT - /),
    }),
  );
});
