import { expect, it } from 'vitest';
import type { KeyPair, Permissions } from '../domain/key-pair.ts';
import { checkPermission, type Need } from './permissions.ts';

const pair = (kind: KeyPair['kind'], permissions?: Permissions): KeyPair => ({
  publicKey: 'public_x',
  privateKey: 'private_x',
  kind,
  createdAt: new Date(0),
  ...(permissions === undefined ? {} : { permissions }),
});
const needs: Need[] = [
  { group: 'media', level: 'read' },
  { group: 'media', level: 'write' },
  { group: 'account', level: 'read' },
  { group: 'account', level: 'write' },
];

it.each<[string, KeyPair, boolean[]]>([
  ['a standard pair', pair('standard'), [true, true, true, true]],
  ['a restricted pair that was given nothing', pair('restricted'), [false, false, false, false]],
  ['media read', pair('restricted', { media: 'read', account: 'none' }), [true, false, false, false]],
  ['media write', pair('restricted', { media: 'write', account: 'none' }), [true, true, false, false]],
  ['account read', pair('restricted', { media: 'none', account: 'read' }), [false, false, true, false]],
  ['both write', pair('restricted', { media: 'write', account: 'write' }), [true, true, true, true]],
])('%s may do what it was given and nothing else', (_, given, expected) => {
  const allowed = needs.map((need) => {
    try {
      checkPermission(given, need);
      return true;
    } catch (error) {
      expect(error).toMatchObject({
        code: 'forbidden',
        message: 'Your API key does not have the permission required for this operation.',
      });
      return false;
    }
  });
  expect(allowed).toEqual(expected);
});
