import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword, makePassword } from './password.ts';

describe('a kept password', () => {
  it('is recognised again, and only itself', () => {
    const kept = hashPassword('correct horse');
    expect(isPassword('correct horse', kept)).toBe(true);
    expect(isPassword('correct horsf', kept)).toBe(false);
    expect(isPassword('', kept)).toBe(false);
  });

  it.each(['', 'plain:correct', 'scrypt:', 'scrypt:a:b'])('is no match when what is kept is %j', (kept) => {
    expect(isPassword('correct', kept)).toBe(false);
  });

  it('never looks alike twice, nor like the password', () => {
    expect(hashPassword('same')).not.toBe(hashPassword('same'));
    expect(makePassword()).not.toBe(makePassword());
    expect(hashPassword('visible')).not.toContain('visible');
  });
});
