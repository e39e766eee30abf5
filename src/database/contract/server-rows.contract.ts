import { expect, it } from 'vitest';
import type { KeyPair } from '../../domain/key-pair.ts';
import { dayOne, later } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function serverRowsContract(subject: Subject): void {
  const standard: KeyPair = {
    publicKey: 'public_one',
    privateKey: 'private_one',
    kind: 'standard',
    createdAt: dayOne,
  };
  const restricted: KeyPair = {
    publicKey: 'public_two',
    privateKey: 'private_two',
    kind: 'restricted',
    permissions: { media: 'read', account: 'none' },
    createdAt: later(1),
    expiresAt: later(1000),
  };

  it('lists key pairs as they were inserted, oldest first', async () => {
    const { keyPairs } = subject.database;
    expect(await keyPairs.list()).toEqual([]);
    await keyPairs.insert(restricted);
    await keyPairs.insert(standard);
    expect(await keyPairs.list()).toEqual([standard, restricted]);
  });

  it.each(['publicKey', 'privateKey'] as const)('refuses a %s that is taken', async (half) => {
    const { keyPairs } = subject.database;
    await keyPairs.insert(standard);
    const rival = { ...restricted, [half]: standard[half] };
    await expect(keyPairs.insert(rival)).rejects.toMatchObject({ code: 'conflict' });
    expect(await keyPairs.list()).toEqual([standard]);
  });

  it('lets a pair expire, and deletes one', async () => {
    const { keyPairs } = subject.database;
    await keyPairs.insert(standard);
    await keyPairs.insert(restricted);
    await keyPairs.setExpiry(standard.publicKey, later(5));
    expect(await keyPairs.list()).toEqual([{ ...standard, expiresAt: later(5) }, restricted]);
    expect(await keyPairs.delete(restricted.publicKey)).toBe(true);
    expect(await keyPairs.delete(restricted.publicKey)).toBe(false);
    expect(await keyPairs.list()).toEqual([{ ...standard, expiresAt: later(5) }]);
  });

  it('lets a token be used once', async () => {
    const { uploadTokens } = subject.database;
    expect(await uploadTokens.use('token', dayOne)).toBe(true);
    expect(await uploadTokens.use('token', later(1))).toBe(false);
    expect(await uploadTokens.use('Token', later(1))).toBe(true);
  });

  it('lets exactly one of fifty callers use a token', async () => {
    const uses = Array.from({ length: 50 }, () => subject.database.uploadTokens.use('token', dayOne));
    expect((await Promise.all(uses)).filter(Boolean)).toHaveLength(1);
  });

  it('keeps a token used when the work after it fails', async () => {
    const { uploadTokens } = subject.database;
    await uploadTokens.use('token', dayOne);
    await expect(subject.database.transaction(() => Promise.reject(new Error('failed')))).rejects.toThrow();
    expect(await uploadTokens.use('token', later(1))).toBe(false);
  });

  it('forgets tokens used before a moment, and no others', async () => {
    const { uploadTokens } = subject.database;
    await uploadTokens.use('old', dayOne);
    await uploadTokens.use('new', later(10));
    await uploadTokens.forget(later(10));
    expect(await uploadTokens.use('old', later(20))).toBe(true);
    expect(await uploadTokens.use('new', later(20))).toBe(false);
  });

  it('finds a setting as it was set last', async () => {
    const { settings } = subject.database;
    expect(await settings.find('name')).toBeUndefined();
    await settings.set('name', 'first');
    await settings.set('name', 'zweiter Wert: ✓');
    expect(await settings.find('name')).toBe('zweiter Wert: ✓');
    expect(await settings.find('Name')).toBeUndefined();
  });
}
