import { expect, it } from 'vitest';
import type { KeyPair } from '../domain/key-pair.ts';
import { authenticate } from './authenticate.ts';

const now = new Date('2026-06-01T12:00:00Z');
const pair = (name: string, expiresAt?: Date): KeyPair => ({
  publicKey: `public_${name}`,
  privateKey: `private_${name}`,
  kind: 'standard',
  createdAt: new Date('2026-01-01T00:00:00Z'),
  ...(expiresAt === undefined ? {} : { expiresAt }),
});
const first = pair('first');
const second = pair('second');
const rolled = pair('rolled', new Date(now.getTime() + 1));
const expired = pair('expired', now);
const pairs = [first, second, rolled, expired];

it.each([
  ['the first pair', 'Basic private_first', first],
  ['another pair', 'Basic private_second', second],
  ['a rolled pair until its last moment', 'Basic private_rolled', rolled],
])('accepts %s', (_, header, expected) => {
  expect(authenticate(header, pairs, now)).toBe(expected);
});

it.each([
  ['no credentials', undefined, 'unauthorized', 'Your request does not contain private API key.'],
  ['an unknown key', 'Basic private_third', 'forbidden', 'Your account cannot be authenticated.'],
  ['the beginning of a key', 'Basic private_firs', 'forbidden', 'Your account cannot be authenticated.'],
  ['a malformed header', 'Basic %%%', 'forbidden', 'Your account cannot be authenticated.'],
  [
    'a public key as user name',
    `Basic ${Buffer.from('public_first:').toString('base64')}`,
    'forbidden',
    'Your account cannot be authenticated.',
  ],
  ['an expired key', 'Basic private_expired', 'forbidden', 'Your request contains expired private API key.'],
])('refuses %s', (_, header, code, message) => {
  expect(() => authenticate(header, pairs, now)).toThrow(expect.objectContaining({ code, message }));
});
