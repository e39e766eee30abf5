import { expect, it } from 'vitest';
import { chooseUploadAuth } from './choose-upload-auth.ts';

const nothing = { publicKey: undefined, token: undefined, expire: undefined, signature: undefined };
const header = 'Basic private_unit_test_key_0001';

it.each([
  ['a header alone', header, nothing, 'basic'],
  ['a header and stray fields', header, { ...nothing, token: 't', expire: '1', publicKey: 'p' }, 'basic'],
  ['a malformed header', 'Basic %%%', nothing, 'basic'],
  ['a signature', undefined, { ...nothing, signature: 's' }, 'signature'],
  ['a token', undefined, { ...nothing, token: 't' }, 'signature'],
  ['an expire', undefined, { ...nothing, expire: '1' }, 'signature'],
  ['a public key', undefined, { ...nothing, publicKey: 'p' }, 'signature'],
  ['a signature and a header of another scheme', 'Bearer x', { ...nothing, signature: 's' }, 'signature'],
])('judges %s', (_, authorization, credentials, expected) => {
  expect(chooseUploadAuth(authorization, credentials)).toBe(expected);
});

it('refuses an upload without any credentials', () => {
  expect(() => chooseUploadAuth(undefined, nothing)).toThrow(
    expect.objectContaining({
      code: 'unauthorized',
      message: 'Your request does not contain private API key.',
    }),
  );
});

it('refuses a browser that would give its private key away', () => {
  expect(() => chooseUploadAuth(header, { ...nothing, signature: 's' })).toThrow(
    expect.objectContaining({
      code: 'invalid',
      message:
        'Your request contains both signature and basic auth parameter. Use only one method, you might be exposing your private API key.',
    }),
  );
});
