import { describe, expect, it } from 'vitest';
import { noSeal } from '../domain/seal.ts';
import { createSeal } from './seal.ts';

const seal = createSeal('a secret of the operator');
const refused = (message: RegExp) =>
  expect.objectContaining({ code: 'forbidden', message: expect.stringMatching(message) });

describe('a seal', () => {
  it.each(['private_one', '', 'schöner Schlüssel ✓', '{"a":1}', 'x'.repeat(5000)])(
    'opens what it sealed: %#',
    (text) => {
      const kept = seal.seal(text, 'row');
      expect(kept).toMatch(/^sealed:[\w-]{22}:[\w-]+$/);
      if (text !== '') expect(kept).not.toContain(text);
      expect(seal.open(kept, 'row')).toBe(text);
    },
  );

  it('opens what the same secret sealed elsewhere, and goes on with its salt', () => {
    const other = createSeal('a secret of the operator');
    const kept = seal.seal('text', 'row');
    expect(other.open(kept, 'row')).toBe('text');
    expect(other.seal('text', 'row').split(':')[1]).toBe(kept.split(':')[1]);
  });

  it('never writes the same twice', () => {
    expect(seal.seal('text', 'row')).not.toBe(seal.seal('text', 'row'));
  });

  it('leaves alone what was never sealed, and says that it is due', () => {
    expect(seal.open('private_one', 'row')).toBe('private_one');
    expect(seal.isDue('private_one')).toBe(true);
    expect(seal.isDue(seal.seal('private_one', 'row'))).toBe(false);
  });

  const changed = (kept: string, at: number) =>
    `${kept.slice(0, at)}${kept[at] === 'A' ? 'B' : 'A'}${kept.slice(at + 1)}`;
  it.each<[string, (kept: string) => string]>([
    ['in another row', (kept) => createSeal('a secret of the operator').open(kept, 'other row')],
    ['under another secret', (kept) => createSeal('a secret of a stranger').open(kept, 'row')],
    ['with another salt', (kept) => seal.open(changed(kept, 9), 'row')],
    ['with another nonce', (kept) => seal.open(changed(kept, 31), 'row')],
    ['with another tag', (kept) => seal.open(changed(kept, 50), 'row')],
    ['cut short', (kept) => seal.open(kept.slice(0, 40), 'row')],
    ['with nothing in it', () => seal.open('sealed:', 'row')],
  ])('does not open %s', (_, open) => {
    expect(() => open(seal.seal('private_one', 'row'))).toThrow(refused(/CALOTYPE_SECRET is not the one/));
  });
});

describe('no seal', () => {
  it('writes and reads texts as they are', () => {
    expect(noSeal.open(noSeal.seal('text', 'row'), 'row')).toBe('text');
    expect(noSeal.isDue('text')).toBe(false);
  });

  it('says which setting is missing when there is something sealed', () => {
    expect(() => noSeal.open(seal.seal('text', 'row'), 'row')).toThrow(
      refused(/CALOTYPE_SECRET has to be set/),
    );
  });
});
