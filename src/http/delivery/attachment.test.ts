import { describe, expect, it } from 'vitest';
import { contentDisposition } from './attachment.ts';

describe('a download', () => {
  it.each([
    ['tom.jpg', 'image/jpeg', 'attachment; filename="tom.jpg"'],
    ['tom.JPEG', 'image/jpeg', 'attachment; filename="tom.JPEG"'],
    ['tom.png', 'image/webp', 'attachment; filename="tom.webp"'],
    ['tom', 'image/avif', 'attachment; filename="tom.avif"'],
    ['report.pdf', 'application/pdf', 'attachment; filename="report.pdf"'],
    ['naïve.jpg', 'image/jpeg', `attachment; filename="na_ve.jpg"; filename*=UTF-8''na%C3%AFve.jpg`],
    ['a"b\\c.txt', 'text/plain', `attachment; filename="a_b_c.txt"; filename*=UTF-8''a%22b%5Cc.txt`],
    ["it's (1).txt", 'text/plain', `attachment; filename="it's (1).txt"`],
    [
      'a\r\nset-cookie: x.txt',
      'text/plain',
      `attachment; filename="a__set-cookie: x.txt"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20x.txt`,
    ],
  ])('of %j as %s is named %s', (name, type, header) => {
    expect(contentDisposition(name, type)).toBe(header);
  });
});
