import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

const saltBytes = 16;
const hashBytes = 32;

/** Twelve random bytes as text: what a first start makes for the dashboard. */
export function makePassword(): string {
  return randomBytes(12).toString('base64url');
}

/** `scrypt:<salt>:<hash>`, base64url: what is kept in place of a password. */
export function hashPassword(password: string): string {
  const salt = randomBytes(saltBytes);
  return `scrypt:${salt.toString('base64url')}:${scryptSync(password, salt, hashBytes).toString('base64url')}`;
}

export function isPassword(password: string, kept: string): boolean {
  const [method, salt = '', hash = ''] = kept.split(':');
  if (method !== 'scrypt') return false;
  const expected = Buffer.from(hash, 'base64url');
  const given = scryptSync(password, Buffer.from(salt, 'base64url'), hashBytes);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
