import { expect, it } from 'vitest';
import { authenticate } from './authenticate.ts';
import { makeKeyPair } from './make-key-pair.ts';

const now = new Date('2026-06-01T12:00:00Z');

it('makes keys that fit into a header without escaping', () => {
  const pair = makeKeyPair(now);
  expect(pair.publicKey).toMatch(/^public_[A-Za-z0-9_-]{27}$/);
  expect(pair.privateKey).toMatch(/^private_[A-Za-z0-9_-]{27}$/);
  expect(authenticate(`Basic ${btoa(`${pair.privateKey}:`)}`, [pair], now)).toBe(pair);
});

it('never makes the same key twice', () => {
  const pairs = Array.from({ length: 100 }, () => makeKeyPair(now));
  expect(new Set(pairs.flatMap((pair) => [pair.publicKey.slice(7), pair.privateKey.slice(8)])).size).toBe(
    200,
  );
});
