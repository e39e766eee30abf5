import { describe, expect, it } from 'vitest';
import { parseDeliveryUrl } from './parse-url.ts';

const parse = (target: string) => parseDeliveryUrl(`/demo/${target}`, { id: 'demo' });

describe('a picture out of words', () => {
  it.each([
    ['ik-genimg-prompt-a%20red%20fox/fox.jpg', '/fox.jpg', 'a red fox', ''],
    ['ik-genimg-prompt-a-fox/animals/fox.jpg', '/animals/fox.jpg', 'a-fox', ''],
    [`ik-genimg-prompte-${btoa('a / b')}/x.jpg`, '/x.jpg', 'a / b', ''],
    ['tr:w-300/ik-genimg-prompt-fox/x.jpg', '/x.jpg', 'fox', 'w-300'],
    ['ik-genimg-prompt-fox/tr:w-300/x.jpg', '/x.jpg', 'fox', 'w-300'],
    ['ik-genimg-prompt-fox/x.jpg?tr=w-300', '/x.jpg', 'fox', 'w-300'],
  ])('%s', (target, path, prompt, transformation) => {
    expect(parse(target)).toMatchObject({ path, prompt, transformation });
  });

  it.each([
    'ik-genimg-prompt-fox',
    'ik-genimg-prompt-/x.jpg',
    'ik-genimg-fox/x.jpg',
    'ik-genimg-prompt-%20/x.jpg',
  ])('refuses %s', (target) => {
    expect(() => parse(target)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('is not what other paths ask for', () => {
    expect(parse('a/ik-genimg-prompt-fox/x.jpg')?.prompt).toBeUndefined();
  });
});
