import { crc32, deflateSync } from 'node:zlib';
import type { SmallPicture } from './small-pictures.ts';

/** Files that somebody made on purpose. `secret` is an address or a path that no drawing may reach. */
export function makeCraftedFiles(good: SmallPicture, secret: { url: string; path: string }): SmallPicture[] {
  return [
    { name: 'empty.jpg', bytes: Buffer.alloc(0) },
    { name: 'one-byte.png', bytes: Buffer.from([0x89]) },
    { name: 'bomb.png', bytes: pngBomb(30_000, 30_000) },
    { name: 'bomb-within-limits.png', bytes: pngBomb(9_000, 9_000) },
    { name: 'endless.png', bytes: pngBomb(0x7fffffff, 0x7fffffff) },
    { name: 'bomb.gif', bytes: gifBomb(65_535, 65_535) },
    { name: 'many-frames.gif', bytes: gifBomb(4_000, 4_000, 200) },
    { name: 'huge.svg', bytes: svg('', 'width="1000000000" height="1000000000"') },
    { name: 'nested.svg', bytes: svg(`${'<g>'.repeat(20_000)}${'</g>'.repeat(20_000)}`) },
    { name: 'filter.svg', bytes: svg(slowFilter) },
    { name: 'script.svg', bytes: svg('<script>fetch("/v1/files")</script><rect width="9" height="9"/>') },
    { name: 'references.svg', bytes: svg(references(secret)) },
    { name: 'entities.svg', bytes: Buffer.from(billionLaughs) },
    { name: 'entity-file.svg', bytes: Buffer.from(entityFile(secret.path)) },
    { name: 'self-use.svg', bytes: svg(selfUse) },
    { name: 'many-references.svg', bytes: svg(manyReferences) },
    { name: 'half-addresses.svg', bytes: svg(`<style>${'url('.repeat(500_000)}</style>`) },
    { name: 'restyled.svg', bytes: svg(restyled) },
    {
      name: 'picture-and-page.jpg',
      bytes: Buffer.concat([good.bytes, Buffer.from('<script>alert(1)</script>')]),
    },
    {
      name: 'picture-and-archive.png',
      bytes: Buffer.concat([good.bytes, Buffer.from('PK\x05\x06'), Buffer.alloc(18)]),
    },
    { name: 'page.jpg', bytes: Buffer.from('<!doctype html><html><script>alert(1)</script></html>') },
    { name: 'gif-and-script.gif', bytes: Buffer.from('GIF89a/*<svg/onload=alert(1)>*/=1;alert(1)') },
    { name: 'picture.txt', bytes: good.bytes },
    { name: 'picture.svg', bytes: good.bytes },
    {
      name: 'manifest.png',
      bytes: Buffer.from(`push graphic-context\nimage over 0,0 0,0 '${secret.path}'\n`),
    },
  ];
}

/** Small on disk, `width` × `height` when decoded: rows of zeros pack a thousand to one. */
function pngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = Math.min(height, 9_000) * (1 + Math.ceil(Math.min(width, 9_000) / 8));
  const data = deflateSync(Buffer.alloc(rows));
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** Frames of `width` × `height`, each with the data of a single pixel. */
function gifBomb(width: number, height: number, frames = 1): Buffer {
  const screen = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  screen.writeUInt16LE(width, 6);
  screen.writeUInt16LE(height, 8);
  const frame = Buffer.from('\x2c\0\0\0\0\0\0\0\0\0\x02\x02\x44\x01\0', 'latin1');
  frame.writeUInt16LE(width, 5);
  frame.writeUInt16LE(height, 7);
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => frame), Buffer.from(';')]);
}

function svg(content: string, size = 'width="64" height="48"'): Buffer {
  const namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  return Buffer.from(`<svg ${namespaces} ${size}>${content}</svg>`);
}

const slowFilter = `<filter id="slow" width="100" height="100">${'<feGaussianBlur stdDeviation="500"/><feTurbulence numOctaves="9"/>'.repeat(20)}</filter>
<rect width="64" height="48" filter="url(#slow)"/>`;

function references({ url, path }: { url: string; path: string }): string {
  return `<image xlink:href="file://${path}" width="9" height="9"/><image href="${path}" width="9" height="9"/>
<image href="${url}/image" width="9" height="9"/><use href="${url}/use#x"/>
<style>@import url("${url}/style"); rect { fill: url(${url}/fill#x) }</style><rect width="9" height="9"/>
<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="${url}/frame"/></foreignObject>`;
}

const billionLaughs = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a0 "ha">${Array.from(
  { length: 30 },
  (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`,
).join('')}]><svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"><text y="20">&a30;</text></svg>`;

function entityFile(path: string): string {
  return `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY secret SYSTEM "file://${path}">]>
<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"><text y="20">&secret;</text></svg>`;
}

/** Three elements, of which each is filled with the next a hundred thousand times. */
const manyReferences = ['a', 'b', 'c']
  .map((id, index, ids) => `<g id="${id}" fill="${`url(#${ids[(index + 1) % 3]})`.repeat(100_000)}"/>`)
  .join('');

/** As the uses below, but who is drawn by whom is said by style alone. */
const restyled = Array.from(
  { length: 30 },
  (_, level) =>
    `<style>.c${level}{fill:url(#p${level - 1})}</style><pattern id="p${level}" width="1" height="1">${`<rect class="c${level}" width="9" height="9"/>`.repeat(10)}</pattern>`,
).join('');

/** Ten uses of ten uses of …: each level small, the whole of it endless. */
const selfUse = `<g id="u0"><rect width="9" height="9"/></g>${Array.from(
  { length: 30 },
  (_, index) => `<g id="u${index + 1}">${`<use xlink:href="#u${index}"/>`.repeat(10)}</g>`,
).join('')}<use xlink:href="#u30"/>`;
