import { spawnSync } from 'node:child_process';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, describe as group, it } from 'vitest';
import { call, type FileObject, upload } from '../support/api.ts';
import { accepts, deliver } from '../support/delivery.ts';
import { makePdf, postscript, readFixture } from '../support/fixtures.ts';
import { describe, drawAnimation, drawing, hostileDrawing, readPixels } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let cleaning: RunningServer;

const paper = makePdf([
  { width: 200, height: 100, left: '0 0 1', right: '1 0 0' },
  { width: 60, height: 90, left: '0 1 0', right: '0 1 0' },
]);
const bigPaper = Buffer.concat([paper, Buffer.alloc(400_000, ' ')]);

beforeAll(async () => {
  [server, cleaning] = await Promise.all([
    startServer({ CALOTYPE_AUTO_AVIF: true, CALOTYPE_MAX_VECTOR_BYTES: 300_000 }),
    startServer({ CALOTYPE_SANITIZE_SVG: true }),
  ]);
  const files: Record<string, Buffer | string> = {
    'phone.heic': await readFixture('held.heic'),
    'clear.heic': await readFixture('alpha.heic'),
    'plain.jxl': await readFixture('plain.jxl'),
    'plain.bmp': await readFixture('plain.bmp'),
    'two.ico': await readFixture('two.ico'),
    'layers.psd': await readFixture('layers.psd'),
    'paper.pdf': paper,
    'art.ai': paper,
    'big.pdf': bigPaper,
    'broken.pdf': paper.subarray(0, 60),
    'drawing.eps': postscript,
    'moving.gif': await drawAnimation('gif'),
    'moving.webp': await drawAnimation('webp'),
    'drawing.svg': drawing,
    'hostile.svg': hostileDrawing,
    'nested.svg': nestedUses,
    'notes.txt': 'some text',
  };
  for (const [name, bytes] of Object.entries(files)) await upload(server, `/${name}`, bytes);
  await upload(cleaning, '/hostile.svg', hostileDrawing);
});
afterAll(() => Promise.all([server.stop(), cleaning.stop()]));

const nestedUses = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"><g id="u0"><rect width="9" height="9"/></g>${Array.from(
  { length: 30 },
  (_, index) => `<g id="u${index + 1}">${`<use href="#u${index}"/>`.repeat(10)}</g>`,
).join('')}<use href="#u30"/></svg>`;

async function fileNamed(name: string): Promise<FileObject> {
  const [file] = (await call(server, 'GET', `/v1/files?name=${name}`)).json<FileObject[]>();
  if (file === undefined) throw new Error(`${name} is not listed`);
  return file;
}

group('what the library says of a file', () => {
  it.each<[string, object]>([
    ['phone.heic', { fileType: 'image', mime: 'image/heic', width: 96, height: 64, hasAlpha: false }],
    ['clear.heic', { fileType: 'image', hasAlpha: true }],
    ['plain.jxl', { fileType: 'image', mime: 'image/jxl', width: 96, height: 64, hasAlpha: false }],
    ['plain.bmp', { fileType: 'image', mime: 'image/bmp', width: 96, height: 64, hasAlpha: false }],
    ['two.ico', { fileType: 'image', mime: 'image/x-icon', width: 96, height: 64, hasAlpha: true }],
    ['layers.psd', { fileType: 'image', mime: 'image/vnd.adobe.photoshop', width: 96, height: 64 }],
    ['paper.pdf', { fileType: 'non-image', mime: 'application/pdf' }],
    ['drawing.eps', { fileType: 'non-image', mime: 'application/eps' }],
  ])('%s', async (name, expected) => {
    const file = await fileNamed(name);
    expect(file).toMatchObject(expected);
    if (file.fileType === 'non-image') expect(file).not.toHaveProperty('width');
  });

  it('a document that is an image has a thumbnail that is a picture', async () => {
    const { thumbnail } = await fileNamed('layers.psd');
    const { pathname, search } = new URL(thumbnail);
    const answer = await deliver(server, pathname.replace('/demo', '') + search);
    expect(await describe(answer.bytes)).toMatchObject({ format: 'jpeg', width: 96, height: 64 });
  });
});

type Client = keyof typeof accepts;

/** Spec delivery §6, §7.3. */
group('delivery of what browsers cannot show', () => {
  it.each<[string, string, Client, object]>([
    ['F19', '/phone.heic', 'avif', { format: 'webp', width: 96, height: 64 }],
    ['F20', '/tr:f-avif/phone.heic', 'anything', { format: 'avif', width: 96, height: 64 }],
    ['HEIC for old clients', '/phone.heic', 'anything', { format: 'jpeg' }],
    ['HEIC with alpha', '/clear.heic', 'anything', { format: 'png', hasAlpha: true }],
    ['HEIC resized', '/tr:w-48/phone.heic', 'anything', { format: 'jpeg', width: 48, height: 32 }],
    ['HEIC in its own format', '/tr:f-orig/phone.heic', 'webp', { format: 'webp' }],
    ['JXL', '/plain.jxl', 'anything', { format: 'jpeg', width: 96, height: 64 }],
    ['BMP', '/tr:w-30/plain.bmp', 'webp', { format: 'webp', width: 30, height: 20 }],
    ['ICO', '/two.ico', 'anything', { format: 'png', width: 96, height: 64 }],
  ])('%s', async (_, path, client, expected) => {
    const answer = await deliver(server, path, { accept: accepts[client] });
    expect([answer.status, await describe(answer.bytes)]).toEqual([200, expect.objectContaining(expected)]);
  });

  it.each([
    ['F21', '/tr:orig-true/phone.heic', 'held.heic', 'image/heic'],
    ['a document', '/layers.psd', 'layers.psd', 'image/vnd.adobe.photoshop'],
    [
      'a document, with a transformation',
      '/tr:w-30,pg-2/layers.psd',
      'layers.psd',
      'image/vnd.adobe.photoshop',
    ],
  ])('%s is delivered as it is stored', async (_, path, fixture, type) => {
    const answer = await deliver(server, path);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
    expect(answer.bytes.equals(await readFixture(fixture))).toBe(true);
  });
});

group('/ik-thumbnail.jpg', () => {
  it.each<[string, object]>([
    ['/paper.pdf/ik-thumbnail.jpg', { format: 'jpeg', width: 200, height: 100 }],
    ['/tr:w-100/paper.pdf/ik-thumbnail.jpg', { format: 'jpeg', width: 100, height: 50 }],
    ['/paper.pdf/ik-thumbnail.jpg?tr=w-1000,f-png', { format: 'png', width: 1000, height: 500 }],
    ['/tr:pg-2/paper.pdf/ik-thumbnail.jpg', { format: 'jpeg', width: 60, height: 90 }],
    ['/tr:dn-144/paper.pdf/ik-thumbnail.jpg', { width: 400, height: 200 }],
    ['/ik-seo/paper/a-nice-name.pdf/ik-thumbnail.jpg', { format: 'jpeg', width: 200, height: 100 }],
    ['/art.ai/ik-thumbnail.jpg', { format: 'jpeg', width: 200, height: 100 }],
    ['/layers.psd/ik-thumbnail.jpg', { format: 'jpeg', width: 96, height: 64 }],
    ['/tr:pg-2-3/layers.psd/ik-thumbnail.jpg', { format: 'png', width: 96, height: 64 }],
    ['/tr:pg-name-%22left%22/layers.psd/ik-thumbnail.jpg', { format: 'png', width: 96, height: 64 }],
    ['/moving.gif/ik-thumbnail.jpg', { format: 'png', frames: 1 }],
    ['/tr:f-gif/moving.gif/ik-thumbnail.jpg', { format: 'gif', frames: 1 }],
    ['/moving.webp/ik-thumbnail.jpg', { frames: 1 }],
    ['/tr:pg-3/moving.gif/ik-thumbnail.jpg', { frames: 1 }],
    ['/tr:pg-3/moving.gif', { frames: 1 }],
    ['/drawing.svg/ik-thumbnail.jpg', { format: 'png', width: 158, height: 33 }],
    ['/phone.heic/ik-thumbnail.jpg', { format: 'jpeg', width: 96, height: 64 }],
  ])('%s', async (path, expected) => {
    const answer = await deliver(server, path);
    expect([answer.status, await describe(answer.bytes)]).toEqual([200, expect.objectContaining(expected)]);
  });

  it.each([
    ['/tr:w-96,h-64,c-force,l-image,i-paper.pdf,t-false,w-40,l-end,f-png/phone.heic', [255, 0, 0]],
    [
      '/tr:w-96,h-64,c-force,l-image,i-layers.psd,pg-2,t-false,l-end,f-png/paper.pdf/ik-thumbnail.jpg',
      undefined,
    ],
    ['/tr:l-image,i-phone.heic,w-20,l-end,f-png/plain.bmp', undefined],
  ])('%s lays them over one another', async (path, colour) => {
    const answer = await deliver(server, path);
    expect([answer.status, await describe(answer.bytes)]).toEqual([
      200,
      expect.objectContaining({ width: 96, height: 64 }),
    ]);
    if (colour !== undefined) expect((await readPixels(answer.bytes)).at(60, 32).slice(0, 3)).toEqual(colour);
  });

  it('shows the page, and the frame, that was asked for', async () => {
    const second = await deliver(server, '/tr:pg-2,f-png/paper.pdf/ik-thumbnail.jpg');
    expect((await readPixels(second.bytes)).at(30, 45)).toEqual([0, 255, 0, 255]);
    const third = await deliver(server, '/tr:pg-3,f-png/moving.gif');
    const frames = sharp(await drawAnimation('gif'), { page: 2 });
    expect((await readPixels(third.bytes)).at(50, 5)).toEqual(
      (await readPixels(await frames.png().toBuffer())).at(50, 5),
    );
  });

  it.each<[string, number, RegExp]>([
    ['/tr:pg-9/paper.pdf/ik-thumbnail.jpg', 400, /^EINVALID - pg-9/],
    ['/tr:pg-9/layers.psd/ik-thumbnail.jpg', 400, /^EINVALID - pg-9/],
    ['/tr:pg-name-nobody/layers.psd/ik-thumbnail.jpg', 400, /^EINVALID - pg-name-nobody/],
    ['/tr:pg-4/moving.gif', 400, /^EINVALID - pg-4/],
    ['/tr:w-20000,h-20000,c-force/paper.pdf/ik-thumbnail.jpg', 400, /^ELIMIT/],
    ['/big.pdf/ik-thumbnail.jpg', 400, /^ELIMIT/],
    ['/broken.pdf/ik-thumbnail.jpg', 400, /^EINVALIDIMAGE/],
    ['/notes.txt/ik-thumbnail.jpg', 400, /^EINVALIDIMAGE/],
    ['/missing.pdf/ik-thumbnail.jpg', 404, /^ENOENT/],
  ])('%s is refused', async (path, status, reason) => {
    const answer = await deliver(server, path);
    expect(answer.status).toBe(status);
    expect(answer.headers['ik-error']).toMatch(reason);
  });

  it('of PostScript is drawn, or says what the server lacks', async () => {
    const answer = await deliver(server, '/drawing.eps/ik-thumbnail.jpg');
    if (spawnSync('gs', ['--version']).status === 0) {
      expect(await describe(answer.bytes)).toMatchObject({ width: 200, height: 100 });
    } else {
      expect([answer.status, answer.headers['ik-error']]).toEqual([
        400,
        expect.stringContaining('gs (Ghostscript)'),
      ]);
    }
  });
});

/** Spec delivery §5. */
group('an SVG', () => {
  it('is delivered as it is stored, in a sandbox', async () => {
    const answer = await deliver(server, '/hostile.svg');
    expect(answer.bytes.toString()).toBe(hostileDrawing);
    expect(answer.headers['content-security-policy']).toContain('sandbox');
  });

  it('is clean whatever somebody has written before it, also where unknown tokens are let pass', async () => {
    const lenient = await startServer({ CALOTYPE_LENIENT: true });
    await upload(lenient, '/hostile.svg', hostileDrawing);
    expect((await deliver(lenient, '/tr:clean%20w-9/hostile.svg')).text).toContain('<script');
    const clean = await deliver(lenient, '/tr:w-9/hostile.svg?ik-sanitizeSvg=true');
    expect([clean.status, clean.text]).toEqual([200, expect.not.stringContaining('<script')]);
    await lenient.stop();
  });

  it.each(['/hostile.svg?ik-sanitizeSvg=true', '/tr:w-9/hostile.svg?ik-sanitizeSvg=true'])(
    '%s is delivered without scripts',
    async (path) => {
      const answer = await deliver(server, path);
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/svg+xml']);
      expect(answer.bytes.toString()).toMatch(/^<svg [^>]*width="20" height="20"><\/svg>$/);
      expect(answer.headers['content-security-policy']).toContain('sandbox');
    },
  );

  it('is delivered without scripts everywhere when the setting says so, but for the stored bytes', async () => {
    expect((await deliver(cleaning, '/hostile.svg')).bytes.toString()).not.toContain('alert');
    expect((await deliver(cleaning, '/tr:orig-true/hostile.svg')).bytes.toString()).toBe(hostileDrawing);
  });

  it('that would take for ever is stored, delivered as it is, and not drawn', async () => {
    expect((await deliver(server, '/nested.svg')).bytes.toString()).toBe(nestedUses);
    for (const path of ['/tr:f-png/nested.svg', '/nested.svg?ik-sanitizeSvg=true']) {
      expect((await deliver(server, path)).status).toBe(400);
    }
  });
});
