import { expect, it } from 'vitest';
import type { KeyPair } from '../domain/key-pair.ts';
import {
  checkUploadSignature,
  hashUploadToken,
  makeUploadSignature,
  tokenUsedBefore,
} from './upload-signature.ts';

const pair: KeyPair = {
  publicKey: 'public_unit_test_key_0001',
  privateKey: 'private_unit_test_key_0001',
  kind: 'standard',
  createdAt: new Date('2026-01-01T00:00:00Z'),
};
const token = '5d3c9a2e-6f41-4c8b-9b7e-0a1b2c3d4e5f';
const expire = '1893456000';
const valid = {
  publicKey: pair.publicKey,
  token,
  expire,
  signature: '451f035976ad1c89ea3f062430c856c7c7db94b6',
};
const expiry = Number(expire);
const secondsBefore = (seconds: number) => new Date((expiry - seconds) * 1000);

it.each([
  ['a second', secondsBefore(1)],
  ['half an hour', secondsBefore(1800)],
  ['an hour', secondsBefore(3600)],
  ['an hour and a small skew of clocks', secondsBefore(3605)],
])('accepts a signature that lasts %s longer', (_, now) => {
  expect(checkUploadSignature(valid, [pair], now)).toBe(pair);
});

const now = secondsBefore(1800);
const expireMessage =
  'Your request contains invalid expire parameter. Expire parameter should be a Unix time in less than 1 hour into the future.';
const resigned = (text: string) => ({
  ...valid,
  expire: text,
  signature: makeUploadSignature({ token, expire: text }, pair.privateKey),
});

it.each([
  [
    'no publicKey',
    { ...valid, publicKey: undefined },
    'invalid',
    'Your request is missing publicKey parameter.',
  ],
  ['no token', { ...valid, token: undefined }, 'invalid', 'Your request is missing token parameter.'],
  ['no expire', { ...valid, expire: undefined }, 'invalid', 'Your request is missing expire parameter.'],
  ['no signature', { ...valid, signature: '' }, 'invalid', 'Your request is missing signature parameter.'],
  [
    'an unknown public key',
    { ...valid, publicKey: 'public_x' },
    'forbidden',
    'Your account cannot be authenticated.',
  ],
  ['milliseconds', resigned(`${expire}000`), 'invalid', expireMessage],
  ['a duration', resigned('1800'), 'invalid', expireMessage],
  ['a fraction', resigned(`${expire}.5`), 'invalid', expireMessage],
  ['an exponent', resigned('1.893456e9'), 'invalid', expireMessage],
  ['words', resigned('tomorrow'), 'invalid', expireMessage],
  [
    'another token',
    { ...valid, token: 'other' },
    'invalid',
    'Your request contains invalid signature parameter.',
  ],
  [
    'another expire',
    { ...valid, expire: String(expiry - 1) },
    'invalid',
    'Your request contains invalid signature parameter.',
  ],
  [
    'an upper-case signature',
    { ...valid, signature: valid.signature.toUpperCase() },
    'invalid',
    'Your request contains invalid signature parameter.',
  ],
])('refuses %s', (_, credentials, code, message) => {
  expect(() => checkUploadSignature(credentials, [pair], now)).toThrow(
    expect.objectContaining({ code, message }),
  );
});

it.each([
  ['at its last second', secondsBefore(0)],
  ['long after', secondsBefore(-86_400)],
  ['too long before', secondsBefore(3606)],
])('refuses an expire that is looked at %s', (_, when) => {
  expect(() => checkUploadSignature(valid, [pair], when)).toThrow(expireMessage);
});

it('refuses an expired key pair by its public key', () => {
  expect(() => checkUploadSignature(valid, [{ ...pair, expiresAt: now }], now)).toThrow(
    expect.objectContaining({ code: 'forbidden', message: 'Your request contains expired public API key.' }),
  );
});

it('remembers tokens by a hash of fixed length', () => {
  expect(hashUploadToken('a')).toMatch(/^[0-9a-f]{64}$/);
  expect(hashUploadToken('a')).not.toBe(hashUploadToken('b'));
});

it('names a used token in the words of the hosted service', () => {
  expect(tokenUsedBefore('abc').message).toBe(
    `The token with value 'abc' has been used before. We suggest using V4 UUIDs, or another random string with enough entropy to avoid collisions.`,
  );
});
