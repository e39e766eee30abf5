import { describe, expect, it } from 'vitest';
import { signText, signUrl, verifySignature } from './signed-url.ts';

const key = 'dummy-key';
const now = new Date('2026-06-01T12:00:00Z');
const hindi = '%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80.png';
const layer =
  'l-text,ie-4KS54KS%2F4KSo4KWN4KSm4KWA,co-red,fs-32,ff-sdk-testing-files@@Poppins-Regular_Q15GrYWmL.ttf,l-end';

/** Vectors of the official SDKs (spec delivery §11.3). */
const vectors = [
  ['sdk-testing-files/future-search.png', '32dbbbfc5f945c0403c71b54c38e76896ef2d6b0'],
  [`sdk-testing-files/${hindi}`, '3fff2f31da1f45e007adcdbe95f88c8c330e743c'],
  [`sdk-testing-files/${hindi}?tr=${layer}`, 'ac9f24a03080102555e492185533c1ae6bd93fa7'],
  [`tr:${layer}/sdk-testing-files/${hindi}`, '69f2ecbb7364bbbad24616e1f7f1bac5a560fc71'],
  ['sdk-testing-files/future-search.png?version=1.0&cache=false', 'f2e5a1b8b6a0b03fd63789dfc6413a94acef9fd8'],
  [
    'sdk-testing-files/future-search.png?version=2.0&tr=w-300,h-200',
    '601d97a7834b7554f4dabf0d3fc3a219ceeb6b31',
  ],
  [
    'tr:w-300,h-200/sdk-testing-files/future-search.png?version=2.0',
    'dd1ee8f83d019bc59fd57a5fc4674a11eb8a3496',
  ],
] as const;

it.each(vectors)('signs and verifies %s as the SDKs do', (text, signature) => {
  expect(signText(text, key)).toBe(signature);
  expect(verifySignature({ signature, expiry: undefined, signedTexts: [text] }, [key], now)).toBe(true);
});

describe('a URL with an expiry', () => {
  const text = 'cats/tom.jpg';
  const seconds = now.getTime() / 1000;
  const signed = (expiry: string) => ({
    signature: signText(text, key, expiry),
    expiry,
    signedTexts: [text],
  });

  it.each([
    ['in a second', String(seconds + 1), true],
    ['far away', '9999999999', true],
    ['now', String(seconds), false],
    ['long ago', '1', false],
    ['no number', 'soon', false],
    ['a fraction', `${seconds + 10}.5`, false],
    ['negative', '-1', false],
    ['empty', '', false],
  ])('is judged by its time: %s', (_, expiry, expected) => {
    expect(verifySignature(signed(expiry), [key], now)).toBe(expected);
  });

  it('is refused when the expiry was put off or taken away', () => {
    const url = signed(String(seconds + 10));
    expect(verifySignature({ ...url, expiry: String(seconds + 99) }, [key], now)).toBe(false);
    expect(verifySignature({ ...url, expiry: undefined }, [key], now)).toBe(false);
  });
});

const [text, signature] = vectors[0];

it.each([
  ['in upper case', { signature: signature.toUpperCase(), signedTexts: [text] }, [key], true],
  ['for the second text', { signature, signedTexts: [`ik-seo/${text}`, text] }, [key], true],
  ['of the second key', { signature, signedTexts: [text] }, ['other', key], true],
  ['of no key of ours', { signature, signedTexts: [text] }, ['other'], false],
  ['cut short', { signature: signature.slice(0, 39), signedTexts: [text] }, [key], false],
  ['empty', { signature: '', signedTexts: [text] }, [key], false],
  ['for another text', { signature, signedTexts: [`${text}?tr=w-1`] }, [key], false],
  ['while no key is active', { signature, signedTexts: [text] }, [], false],
])('judges a signature %s', (_, url, keys, expected) => {
  expect(verifySignature({ ...url, expiry: undefined }, keys, now)).toBe(expected);
});

it.each([
  [
    'https://ik.example/demo/cats/tom.jpg',
    { endpoint: 'https://ik.example/demo/', privateKey: key },
    `https://ik.example/demo/cats/tom.jpg?ik-s=${signText('cats/tom.jpg', key)}`,
  ],
  [
    'https://ik.example/demo/cats/tom.jpg?tr=w-1',
    { endpoint: 'https://ik.example/demo', privateKey: key, expiresAt: new Date(1_893_456_000_000) },
    `https://ik.example/demo/cats/tom.jpg?tr=w-1&ik-t=1893456000&ik-s=${signText('cats/tom.jpg?tr=w-1', key, '1893456000')}`,
  ],
])('builds the signed form of %s', (url, options, expected) => {
  expect(signUrl(url, options)).toBe(expected);
});
