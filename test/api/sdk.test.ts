import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import ImageKit, { toFile } from '@imagekit/nodejs';
import { afterAll, beforeAll, expect, describe as group, it } from 'vitest';
import { allowLoopback, type LoopbackOrigin, serveOrigin } from '../support/loopback-origin.ts';
import { describe, readPhotograph, readPixels } from '../support/pictures.ts';
import { repository } from '../support/program.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

/** The official SDK as it is on npm; one base URL is all that an application changes. */
let server: RunningServer;
let client: ImageKit;
let origin: LoopbackOrigin;
let photograph: Buffer;

beforeAll(async () => {
  photograph = await readPhotograph('coffee.jpg');
  origin = await serveOrigin((_request, response) => response.end(photograph));
  server = await startServer(allowLoopback);
  client = new ImageKit({ privateKey: server.privateKey, baseURL: server.url });
});

afterAll(async () => {
  await server.stop();
  await origin.close();
});

const uploadCoffee = (fields: Partial<ImageKit.FileUploadParams> = {}) =>
  client.files.upload({ file: photograph.toString('base64'), fileName: 'coffee.jpg', ...fields });

async function get(url: string): Promise<{ status: number; type: string | null; bytes: Buffer }> {
  const response = await fetch(url, { headers: { accept: '*/*' } });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('content-type'), bytes };
}

group('an upload by the SDK', () => {
  it.each<[string, () => ImageKit.FileUploadParams['file'] | Promise<ImageKit.FileUploadParams['file']>]>([
    ['a stream', () => createReadStream(join(repository, 'demo/photographs/coffee.jpg'))],
    ['a File', () => new File([new Uint8Array(photograph)], 'whatever.jpg', { type: 'image/jpeg' })],
    ['a Buffer', () => toFile(photograph, 'whatever.jpg')],
    ['base64', () => photograph.toString('base64')],
    ['a data URI', () => `data:image/jpeg;base64,${photograph.toString('base64')}`],
    ['a URL', () => `${origin.url}/some/where.bin`],
  ])('of %s keeps the very bytes', async (_, file) => {
    const uploaded = await client.files.upload({ file: await file(), fileName: 'coffee.jpg' });
    expect(uploaded).toMatchObject({
      name: expect.stringMatching(/^coffee_[A-Za-z0-9_-]{9}\.jpg$/),
      size: photograph.length,
      fileType: 'image',
      width: 600,
      height: 400,
      AITags: null,
    });
    expect(uploaded.url).toBe(`${server.endpoint}${uploaded.filePath}`);
    const delivered = await get(`${uploaded.url}?tr=orig-true`);
    expect(delivered.bytes.equals(photograph)).toBe(true);
  });

  it('from a browser is signed by the helper', async () => {
    const form = new FormData();
    const { token, expire, signature } = client.helper.getAuthenticationParameters();
    form.set('file', new Blob([new Uint8Array(photograph)]), 'blob');
    form.set('fileName', 'from-browser.jpg');
    form.set('publicKey', server.publicKey);
    form.set('token', token);
    form.set('expire', String(expire));
    form.set('signature', signature);
    const response = await fetch(`${server.url}/api/v1/files/upload`, { method: 'POST', body: form });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ size: photograph.length });
  });
});

group('a file in the SDK', () => {
  it('has details, which can be changed, and is in the list of its folder', async () => {
    const uploaded = await uploadCoffee({
      folder: '/sdk/list',
      useUniqueFileName: false,
      tags: ['cup', 'brown'],
    });
    const fileId = String(uploaded.fileId);
    expect(await client.files.get(fileId)).toMatchObject({
      type: 'file',
      fileId,
      name: 'coffee.jpg',
      filePath: '/sdk/list/coffee.jpg',
      tags: ['cup', 'brown'],
      mime: 'image/jpeg',
      hasAlpha: false,
      customCoordinates: null,
    });

    const updated = await client.files.update(fileId, { tags: ['cat'], customCoordinates: '10,20,30,40' });
    expect(updated).toMatchObject({ tags: ['cat'], customCoordinates: '10,20,30,40' });

    const listed = await client.assets.list({ path: '/sdk/list' });
    expect(listed).toEqual([
      expect.objectContaining({ fileId, tags: ['cat'], customCoordinates: '10,20,30,40' }),
    ]);
    expect(await client.assets.list({ path: '/sdk', type: 'folder' })).toEqual([
      expect.objectContaining({ type: 'folder', name: 'list', folderPath: '/sdk/list' }),
    ]);
  });

  it('is gone from the library and from delivery once it is deleted', async () => {
    const { fileId = '', url = '' } = await uploadCoffee();
    expect((await get(url)).status).toBe(200);
    await client.files.delete(fileId);
    await expect(client.files.get(fileId)).rejects.toBeInstanceOf(ImageKit.NotFoundError);
    expect((await get(url)).status).toBe(404);
  });
});

group('a URL built by the SDK', () => {
  let src: string;
  beforeAll(async () => {
    const { filePath } = await uploadCoffee({ folder: 'built urls', fileName: 'my coffee.jpg' });
    src = filePath ?? '';
  });

  const forms = [
    { transformationPosition: 'path' },
    { transformationPosition: 'query' },
    { transformationPosition: 'path', signed: true },
    { transformationPosition: 'query', signed: true },
    { transformationPosition: 'path', expiresIn: 600 },
    { transformationPosition: 'query', expiresIn: 600, queryParameters: { v: 'a b' } },
  ] as const;
  const wishes: [ImageKit.Transformation[], object][] = [
    [[{ width: 300 }], { format: 'jpeg', width: 300, height: 200 }],
    [[{ width: 200, height: 200, format: 'png' }], { format: 'png', width: 200, height: 200 }],
    [
      [{ width: 300, height: 300, cropMode: 'pad_resize', background: 'F3F3F3', format: 'webp' }],
      { format: 'webp', width: 300, height: 300 },
    ],
    [
      [{ height: 100, crop: 'at_max', width: 1000 }, { rotation: 90 }],
      { format: 'jpeg', width: 100, height: 150 },
    ],
    [
      [{ raw: 'w-100,h-50,fo-left' }, { quality: 50, format: 'avif' }],
      { format: 'avif', width: 100, height: 50 },
    ],
  ];

  it.each(forms.flatMap((form) => wishes.map(([wish, expected]) => [form, wish, expected] as const)))(
    'in the form %o delivers %o',
    async (form, transformation, expected) => {
      const url = client.helper.buildSrc({ urlEndpoint: server.endpoint, src, transformation, ...form });
      const { status, bytes } = await get(url);
      expect({ url, status }).toEqual({ url, status: 200 });
      expect(await describe(bytes)).toMatchObject(expected);
    },
  );

  it('shows the part of the photograph that was asked for', async () => {
    const transformation = [
      { width: 100, height: 100, cropMode: 'extract', x: 400, y: 250, format: 'png' } as const,
    ];
    const url = client.helper.buildSrc({ urlEndpoint: server.endpoint, src, transformation });
    const [whole, part] = [await readPixels(photograph), await readPixels((await get(url)).bytes)];
    for (const [x, y] of [
      [5, 5],
      [50, 50],
      [95, 5],
      [95, 95],
    ] as const) {
      const [expected, found] = [whole.at(400 + x, 250 + y), part.at(x, y)];
      for (const channel of [0, 1, 2] as const) {
        expect(Math.abs(found[channel] - expected[channel]), `${x},${y}`).toBeLessThanOrEqual(12);
      }
    }
  });

  it.each([
    [
      'another signature',
      (url: string) => url.replace(/ik-s=./, (start) => `ik-s=${start.endsWith('a') ? 'b' : 'a'}`),
    ],
    ['another width', (url: string) => url.replace('w-120', 'w-121')],
    ['another expiry', (url: string) => url.replace(/ik-t=\d/, 'ik-t=2')],
    ['another file', (url: string) => url.replace('coffee', 'coffed')],
    ['a signature of no length', (url: string) => url.replace(/ik-s=.*/, 'ik-s=')],
  ])('is refused with %s', async (_, tamper) => {
    const url = client.helper.buildSrc({
      urlEndpoint: server.endpoint,
      src,
      transformation: [{ width: 120 }],
      expiresIn: 600,
    });
    expect((await get(url)).status).toBe(200);
    expect(tamper(url)).not.toBe(url);
    expect((await get(tamper(url))).status).toBe(401);
  });
});

group('an error reaches the SDK as', () => {
  const stranger = (privateKey: string, defaultHeaders = {}) =>
    new ImageKit({ privateKey, baseURL: server.url, defaultHeaders });

  it.each([
    [
      ImageKit.BadRequestError,
      400,
      'Your request contains invalid fileId parameter.',
      () => client.files.get('x'),
    ],
    [
      ImageKit.BadRequestError,
      400,
      'Maximum value of limit parameter is 1000. Value sent is 2000.',
      () => client.assets.list({ limit: 2000 }),
    ],
    [
      ImageKit.AuthenticationError,
      401,
      'Your request does not contain private API key.',
      () => stranger('none', { authorization: null }).assets.list(),
    ],
    [
      ImageKit.PermissionDeniedError,
      403,
      'Your account cannot be authenticated.',
      () => stranger('private_nobody').assets.list(),
    ],
    [
      ImageKit.NotFoundError,
      404,
      'The requested file does not exist.',
      () => client.files.get('697f0800a1b2c3d4e5f60718'),
    ],
  ])('%o, %i: %s', async (kind, status, message, call) => {
    const error = await call().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ status, message: `${status} ${message}`, error: { message } });
  });
});
