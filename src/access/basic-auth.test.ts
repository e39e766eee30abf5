import { expect, it } from 'vitest';
import { readBasicUser } from './basic-auth.ts';

const key = 'private_unit_test_key_0001';
const encode = (text: string) => Buffer.from(text).toString('base64');

it.each([
  ['key and empty password', 'Basic cHJpdmF0ZV91bml0X3Rlc3Rfa2V5XzAwMDE6'],
  ['key and dummy password', 'Basic cHJpdmF0ZV91bml0X3Rlc3Rfa2V5XzAwMDE6ZG9fbm90X3NldA=='],
  ['a password with colons', `Basic ${encode(`${key}:a:b`)}`],
  ['no padding', `Basic ${encode(`${key}:x`).replace(/=+$/, '')}`],
  ['a raw key', `Basic ${key}`],
  ['a raw key and a colon', `Basic ${key}:secret`],
  ['a lower-case scheme', `basic ${encode(`${key}:`)}`],
  ['an upper-case scheme', `BASIC ${encode(`${key}:`)}`],
  ['more white space', `  Basic    ${encode(`${key}:`)}  `],
])('finds the private key in a header with %s', (_, header) => {
  expect(readBasicUser(header)).toEqual({ kind: 'user', name: key });
});

it.each([
  ['no header', undefined],
  ['an empty header', ''],
  ['another scheme', `Bearer ${key}`],
  ['the scheme alone', 'Basic '],
  ['a scheme that only begins alike', `Basics ${encode(`${key}:`)}`],
  ['an empty user name', 'Basic Og=='],
])('takes %s for no credentials', (_, header) => {
  expect(readBasicUser(header)).toEqual({ kind: 'none' });
});

it.each([
  ['not base64', 'Basic %%%'],
  ['base64 without a colon inside', `Basic ${encode('private')}`],
  ['two words', `Basic ${encode('a:')} ${encode('b:')}`],
])('takes %s for malformed', (_, header) => {
  expect(readBasicUser(header)).toEqual({ kind: 'malformed' });
});
