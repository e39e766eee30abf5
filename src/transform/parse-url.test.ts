import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseDeliveryUrl } from './parse-url.ts';

function parse(target: string) {
  const url = parseDeliveryUrl(target, { id: 'demo' });
  if (url === undefined) throw new Error(`${target} is not a delivery URL`);
  return url;
}

/** Spec image-transformations §2.1, delivery §1. */
describe('the parts of a delivery URL', () => {
  it.each([
    ['/demo/a/b.jpg', '/a/b.jpg', ''],
    ['/demo/tr:w-300,h-300/a/b.jpg', '/a/b.jpg', 'w-300,h-300'],
    ['/demo/img/tr:w-200,h-300/girl.jpeg', '/img/girl.jpeg', 'w-200,h-300'],
    ['/demo/a/b.jpg?tr=w-300,h-300', '/a/b.jpg', 'w-300,h-300'],
    ['/demo/a/b.jpg?v=1&tr=w-300&ik-t=1700000000&ik-s=ab', '/a/b.jpg', 'w-300'],
    ['/demo/ik-seo/tr:w-300/a/b/nice-name.jpg', '/a/b.jpg', 'w-300'],
    ['/demo/tr:w-300/https://www.example.com/x.jpg', '/https://www.example.com/x.jpg', 'w-300'],
    ['/demo/tr:w-300/https%3A%2F%2Fwww.example.com%2Fx.jpg', '/https://www.example.com/x.jpg', 'w-300'],
    ['/demo/https:/www.example.com/x.jpg', '/https://www.example.com/x.jpg', ''],
    ['/demo/tr%3Aw-300/a.jpg', '/a.jpg', 'w-300'],
    ['/demo/tr%3aw-300/a.jpg', '/a.jpg', 'w-300'],
    // T1: one chain, path segments first.
    ['/demo/tr:w-300/tr:rt-90/a.jpg?tr=bl-5', '/a.jpg', 'w-300:rt-90:bl-5'],
    // T2: an empty segment is none.
    ['/demo/tr:/a.jpg', '/a.jpg', ''],
    ['/demo/tr:/a.jpg?tr=w-5', '/a.jpg', 'w-5'],
    ['/demo/a.jpg?tr=', '/a.jpg', ''],
    // Split before decoding.
    ['/demo/tr:l-text,ie-4KS54KS%2F4KSo,l-end/a.jpg', '/a.jpg', 'l-text,ie-4KS54KS/4KSo,l-end'],
    ['/demo/a.jpg?tr=w-300%2Ch-200', '/a.jpg', 'w-300,h-200'],
    ['/demo/a.jpg?tr=di-/path/image.jpg', '/a.jpg', 'di-/path/image.jpg'],
    ['/demo/a.jpg?tr=w-300#top', '/a.jpg', 'w-300'],
    ['/demo/a.jpg?TR=w-1&xtr=w-2&try=w-3', '/a.jpg', ''],
    ['/demo/sdk/%E0%A4%B9%E0%A4%BF.png', '/sdk/हि.png', ''],
    ['/demo/100%.jpg', '/100%.jpg', ''],
    ['/demo/caf%E9.jpg', '/café.jpg', ''],
    ['/demo//a///b.jpg', '/a/b.jpg', ''],
    ['/demo/a.jpg?w-300', '/a.jpg', ''],
    ['/demo/trees/a.jpg', '/trees/a.jpg', ''],
    ['/demo/...jpg', '/...jpg', ''],
    ['/demo/a%2520b.jpg', '/a%20b.jpg', ''],
  ])('%s', (target, path, transformation) => {
    expect(parse(target)).toMatchObject({ path, transformation });
  });

  it.each([
    '/',
    '/other/a.jpg',
    '/demos/a.jpg',
    '/dem',
    '//demo/a.jpg',
    '/v1/demo/a.jpg',
    '/Demo/a.jpg',
    '*',
  ])('leaves %s to others', (target) => expect(parseDeliveryUrl(target, { id: 'demo' })).toBeUndefined());

  it.each([
    '/demo',
    '/demo/',
    '/demo?tr=w-1',
    '/demo/tr:w-300',
    '/demo/a/',
    '/demo/a.jpg/',
    '/demo///',
    '/demo/a%2F',
  ])('finds no file in %s', (target) => {
    expect(() => parse(target)).toThrow(expect.objectContaining({ code: 'not_found', message: 'Not Found' }));
  });

  it.each([
    '/demo/../etc/passwd',
    '/demo/a/../b.jpg',
    '/demo/a/./b.jpg',
    '/demo/a/..',
    '/demo/%2e%2e/b.jpg',
    '/demo/a%2F..%2Fb.jpg',
    '/demo/a%00.jpg',
    '/demo/a%5Cb.jpg',
    '/demo/a\\b.jpg',
    '/demo/ik-seo/..%2Fsecret/x.jpg',
    '/demo/https://example.com/../x.jpg',
  ])('refuses to climb: %s', (target) => {
    expect(() => parse(target)).toThrow(expect.objectContaining({ code: 'invalid', message: 'Bad Request' }));
  });
});

/** Spec delivery §4. */
describe('names for search engines', () => {
  it.each([
    ['ik-seo/DSC1234/eiffel-tower.jpg', '/DSC1234.jpg', ''],
    ['ik-seo/path/of/folder/old/new-name.jpg', '/path/of/folder/old.jpg', ''],
    ['ik-seo/tr:w-400,h-300/default-image/nice.jpg', '/default-image.jpg', 'w-400,h-300'],
    ['tr:w-400/ik-seo/default-image/nice.jpg', '/default-image.jpg', 'w-400'],
    ['ik-seo/default-image/nice.jpg?tr=w-400', '/default-image.jpg', 'w-400'],
    ['ik-seo/a.b/nice.name.webp', '/a.b.webp', ''],
    ['ik-seo/plain/name', '/plain', ''],
    ['folder/ik-seo/a/b.jpg', '/folder/ik-seo/a/b.jpg', ''],
    ['ik-seo.jpg', '/ik-seo.jpg', ''],
  ])('%s', (rest, path, transformation) => {
    expect(parse(`/demo/${rest}`)).toMatchObject({ path, transformation });
  });

  it.each(['ik-seo/x.jpg', 'ik-seo/a/', 'ik-seo/'])('finds no file in %s', (rest) => {
    expect(() => parse(`/demo/${rest}`)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});

/** Spec delivery §5. */
describe('query parameters', () => {
  it.each([
    ['ik-s=ab&ik-t=17', { signature: 'ab', expiry: '17' }],
    ['ik-s=', { signature: '' }],
    ['ik-t=soon', { expiry: 'soon' }],
    ['ik-attachment=true', { attachment: {} }],
    ['ik-attachment=true&ik-attachment-filename=my%20photo.jpg', { attachment: { name: 'my photo.jpg' } }],
    ['ik-obj-version=aB.9_', { objectVersion: 'aB.9_' }],
    ['ik-attachment=1', {}],
    ['ik-attachment-filename=x.jpg', {}],
    ['ik-obj-version=', {}],
    ['updatedAt=5&v=2&ik-sdk-version=js-1', {}],
  ])('%s', (query, expected) => {
    const { path, endpoint, transformation, signedTexts, ...others } = parse(`/demo/a.jpg?${query}`);
    expect(others).toEqual(expected);
  });
});

/** Spec delivery §11.2, §11.3. */
describe('what a signer may have signed', () => {
  const hindi = '%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80';
  const text =
    'l-text,ie-4KS54KS%2F4KSo4KWN4KSm4KWA,co-red,fs-32,ff-sdk-testing-files@@Poppins-Regular_Q15GrYWmL.ttf,l-end';

  it.each([
    ['sdk-testing-files/future-search.png', '32dbbbfc5f945c0403c71b54c38e76896ef2d6b0'],
    [`sdk-testing-files/${hindi}.png`, '3fff2f31da1f45e007adcdbe95f88c8c330e743c'],
    [`sdk-testing-files/${hindi}.png?tr=${text}`, 'ac9f24a03080102555e492185533c1ae6bd93fa7'],
    [`tr:${text}/sdk-testing-files/${hindi}.png`, '69f2ecbb7364bbbad24616e1f7f1bac5a560fc71'],
    [
      'sdk-testing-files/future-search.png?version=1.0&cache=false',
      'f2e5a1b8b6a0b03fd63789dfc6413a94acef9fd8',
    ],
    [
      'sdk-testing-files/future-search.png?version=2.0&tr=w-300,h-200',
      '601d97a7834b7554f4dabf0d3fc3a219ceeb6b31',
    ],
    [
      'tr:w-300,h-200/sdk-testing-files/future-search.png?version=2.0',
      'dd1ee8f83d019bc59fd57a5fc4674a11eb8a3496',
    ],
  ])('holds the text of the vector %s', (rest, signature) => {
    const url = parse(`/demo/${rest}${rest.includes('?') ? '&' : '?'}ik-s=${signature}`);
    const signatures = url
      .signedTexts()
      .map((signed) => createHmac('sha1', 'dummy-key').update(`${signed}9999999999`).digest('hex'));
    expect(signatures).toContain(signature);
  });

  it.each([
    ['a.jpg?ik-t=5&ik-s=ab', ['a.jpg']],
    ['a.jpg?ik-s=ab&v=1&ik-t=5&x', ['a.jpg?v=1&x']],
    ['a.jpg?ik-start=1&ik-s=ab', ['a.jpg?ik-start=1']],
    ['tr:w-1/a.jpg?v=%20', ['tr:w-1/a.jpg?v=%20']],
    ['ik-seo/a/b.jpg', ['ik-seo/a/b.jpg', 'a/b.jpg']],
    ['a%28b.jpg', ['a%28b.jpg', 'a(b.jpg']],
    ['a%2Cb%20c.jpg', ['a%2Cb%20c.jpg', 'a,b c.jpg', 'a,b%20c.jpg']],
    ['a b.jpg', ['a b.jpg', 'a%20b.jpg']],
    ['\uD800.jpg', ['\uD800.jpg']],
  ])('%s', (rest, texts) => {
    expect(parse(`/demo/${rest}`).signedTexts()).toEqual(texts);
  });
});

/** Spec delivery §1. */
describe('the endpoint', () => {
  const endpoints = new Map([
    ['', {}],
    ['shop', {}],
  ]);
  it.each<[string, string | undefined, string, string, string[]]>([
    ['/demo/a.jpg', undefined, '', '/a.jpg', ['a.jpg']],
    ['/demo/shop/a.jpg', undefined, 'shop', '/a.jpg', ['shop/a.jpg', 'a.jpg']],
    ['/demo/shop/tr:w-1/a.jpg', undefined, 'shop', '/a.jpg', ['shop/tr:w-1/a.jpg', 'tr:w-1/a.jpg']],
    [
      '/demo/shop/ik-seo/a/b.jpg',
      undefined,
      'shop',
      '/a.jpg',
      ['shop/ik-seo/a/b.jpg', 'ik-seo/a/b.jpg', 'a/b.jpg'],
    ],
    ['/demo/shopping/a.jpg', undefined, '', '/shopping/a.jpg', ['shopping/a.jpg']],
    ['/demo/SHOP/a.jpg', undefined, '', '/SHOP/a.jpg', ['SHOP/a.jpg']],
    ['/demo/tr:w-1/shop/a.jpg', undefined, '', '/shop/a.jpg', ['tr:w-1/shop/a.jpg']],
    ['/demo/a/shop/b.jpg', undefined, '', '/a/shop/b.jpg', ['a/shop/b.jpg']],
    ['/demo/shop', undefined, '', '/shop', ['shop']],
    ['/a.jpg', '', '', '/a.jpg', ['a.jpg']],
    ['/shop/a.jpg', '', 'shop', '/a.jpg', ['shop/a.jpg', 'a.jpg']],
    ['/demo/a.jpg', '', '', '/demo/a.jpg', ['demo/a.jpg']],
    ['/a.jpg', 'shop', 'shop', '/a.jpg', ['a.jpg']],
    ['/shop/a.jpg', 'shop', 'shop', '/shop/a.jpg', ['shop/a.jpg']],
  ])('of %s at the domain of %s is %s', (target, domain, endpoint, path, texts) => {
    const places = { id: 'demo', endpoints, ...(domain !== undefined && { domain }) };
    const url = parseDeliveryUrl(target, places);
    expect(url).toMatchObject({ endpoint, path });
    expect([...new Set(url?.signedTexts())].filter((text) => texts.includes(text)).sort()).toEqual(
      texts.sort(),
    );
    expect(url?.signedTexts()).toHaveLength(texts.length);
  });

  it('has no file of its own', () => {
    expect(() => parseDeliveryUrl('/demo/shop/', { id: 'demo', endpoints })).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });
});
