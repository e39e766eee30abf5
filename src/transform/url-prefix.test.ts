import { expect, it } from 'vitest';
import { readOwnUrl } from './own-url.ts';
import { readPathPrefix } from './url-prefix.ts';

it.each([
  ['shop/cat.jpg', '/shop/cat.jpg'],
  ['shop/2026/', '/shop/2026/'],
  ['shop/ca', '/shop/ca'],
  ['', '/'],
  ['shop//2026//', '/shop/2026/'],
  ['shop/cat.jpg?tr=w-300', '/shop/cat.jpg'],
  ['tr:w-300,h-200/shop/ca', '/shop/ca'],
  ['shop/tr:w-300/ca', '/shop/ca'],
  ['shop/tr:w-300', '/shop/'],
  ['shop/tr%3Aw-300:rt-90/', '/shop/'],
  ['shop/tr', '/shop/'],
  ['shop/t', '/shop/'],
  ['shop/tree', '/shop/tree'],
  ['tr:w-300,h-200,fo-auto', '/'],
  ['gr%C3%B6%C3%9Fe/a%20b', '/größe/a b'],
  ['ik-seo/shop/cat/nice-na', '/shop/cat'],
  ['ik-seo/cat', '/cat'],
  ['ik-seo/tr:w-300/shop/cat/nice', '/shop/cat'],
  ['tr:w-300/ik-seo/shop/cat/', '/shop/cat'],
  ['shop/paper.pdf/ik-thumb', '/shop/paper.pdf'],
  ['tr:w-300/shop/paper.pdf/ik-thumbnail.jpg', '/shop/paper.pdf'],
])('URLs that begin with %s deliver paths that begin with %s', (behind, expected) => {
  expect(readPathPrefix(behind)).toBe(expected);
});

it.each([
  ['http://a.test/demo/cat.jpg', '/cat.jpg'],
  ['https://A.test/demo/tr:w-1/größe.jpg?v=1#top', '/tr:w-1/gr%C3%B6%C3%9Fe.jpg?v=1'],
  ['http://a.test/demo/', '/'],
  ['http://a.test/demo/*', '/*'],
  ['http://a.test/demo', undefined],
  ['http://a.test/demon/cat.jpg', undefined],
  ['http://a.test:81/demo/cat.jpg', undefined],
  ['http://b.test/demo/cat.jpg', undefined],
  ['ftp://a.test/demo/cat.jpg', undefined],
  ['/demo/cat.jpg', undefined],
  ['cat', undefined],
])('%s is, behind the endpoint, %s', (url, expected) => {
  expect(readOwnUrl(url, { endpoint: 'http://a.test/demo' })).toBe(expected);
});
