import ImageKit from '@imagekit/nodejs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, getDetails, type Uploaded, upload } from '../support/api.ts';
import { drawCoordinates, drawHalfTransparent } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let client: ImageKit;
let photograph: Buffer;
let file: Uploaded;
let hidden: Uploaded;

beforeAll(async () => {
  server = await startServer();
  client = new ImageKit({ privateKey: server.privateKey, baseURL: server.url });
  photograph = await drawCoordinates(240, 160)
    .withMetadata({
      density: 72,
      orientation: 1,
      exif: {
        IFD0: { Make: 'Canon' },
        IFD2: { DateTimeOriginal: '2008:05:30 15:56:01', FNumber: '71/10', Flash: '16' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 16/1 30/1' },
      },
    })
    .jpeg()
    .toBuffer();
  file = await upload(server, '/meta/a photo.jpg', photograph);
  hidden = await upload(server, '/meta/hidden.jpg', photograph, { isPrivateFile: true });
});
afterAll(() => server.stop());

const corrupt = 'The requested file is corrupt or invalid.';
const inaccessible = 'The requested file does not exist or is inaccessible at this time.';
const byUrl = (url: string, path = '/v1/metadata') =>
  call(server, 'GET', `${path}?url=${encodeURIComponent(url)}`);

/** Spec library-api §8.1. */
describe('the metadata of a file', () => {
  it('are what was read at upload, EXIF raw and in six groups', async () => {
    const metadata = await client.files.metadata.get(file.fileId);
    expect(metadata).toMatchObject({
      height: 160,
      width: 240,
      size: photograph.length,
      format: 'jpg',
      hasColorProfile: expect.any(Boolean),
      quality: expect.any(Number),
      density: 72,
      hasTransparency: false,
      exif: {
        image: { Make: 'Canon', Orientation: 1 },
        thumbnail: {},
        exif: { DateTimeOriginal: '2008:05:30 15:56:01', FNumber: 7.1, Flash: 16 },
        gps: { GPSLatitudeRef: 'N', GPSLatitude: [48, 16, 30] },
        interoperability: {},
        makernote: {},
      },
      pHash: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  it('of text are size and format', async () => {
    const { fileId } = await upload(server, '/meta/a.txt', 'text');
    const answer = await call(server, 'GET', `/v1/files/${fileId}/metadata`);
    expect([answer.status, answer.json()]).toEqual([200, { size: 4, format: 'plain' }]);
  });

  it.each([
    ['x', 400, { message: 'Your request contains invalid fileId parameter.', type: 'INVALID_PARAM_ERROR' }],
    ['697f0800a1b2c3d4e5f60718', 404, { message: inaccessible }],
  ])('%s are refused with %i', async (id, status, body) => {
    const answer = await call(server, 'GET', `/v1/files/${id}/metadata`);
    expect([answer.status, answer.json()]).toMatchObject([status, body]);
  });

  it('that cannot be decoded are refused', async () => {
    const broken = await upload(server, '/meta/broken.jpg', photograph.subarray(0, 100));
    for (const answer of [
      await call(server, 'GET', `/v1/files/${broken.fileId}/metadata`),
      await byUrl(broken.url),
      await byUrl(`${broken.url}?tr=w-10`),
    ]) {
      expect([answer.status, answer.json()]).toMatchObject([400, { message: corrupt }]);
    }
  });
});

describe('the metadata of a URL', () => {
  it.each([
    ['as it is', (url: string) => url],
    ['of the original', (url: string) => `${url}?tr=orig-true`],
    ['of the details', (url: string) => `${url}?updatedAt=1`],
    ['with a blank left bare', (url: string) => url.replace('%20', ' ')],
  ])('%s are those of the file', async (_, make) => {
    const expected = await client.files.metadata.get(file.fileId);
    expect(await client.files.metadata.getFromURL({ url: make(file.url) })).toEqual(expected);
  });

  it.each(['/v1/metadata', '/v1/files/metadata', '/v1/metadata/'])('are served at %s', async (path) => {
    const answer = await byUrl(file.url, path);
    expect([answer.status, answer.json()]).toMatchObject([200, { width: 240, size: photograph.length }]);
  });

  it.each([
    ['?tr=w-120,f-png', { width: 120, height: 80, format: 'png', exif: {} }],
    ['?tr=w-60,h-60,f-webp', { width: 60, height: 60, format: 'webp' }],
    ['?tr=rt-90,f-jpg', { width: 160, height: 240, format: 'jpg' }],
    ['?tr=w-120,md-true,f-jpg', { width: 120, exif: { image: { Make: 'Canon' } } }],
  ])('with the transformation %s are those of the picture that comes', async (query, expected) => {
    const answer = await byUrl(file.url + query);
    expect([answer.status, answer.json()]).toMatchObject([200, expected]);
    const { bytes } = await call(server, 'GET', new URL(file.url + query).pathname + query);
    expect(answer.json().size).toBe(bytes.length);
    expect(await sharp(bytes).metadata()).toMatchObject({ width: answer.json().width });
  });

  it('with a transformation in the path are those of the picture that comes', async () => {
    const url = file.url.replace(`${server.endpoint}/`, `${server.endpoint}/tr:w-30,f-png/`);
    expect((await byUrl(url)).json()).toMatchObject({ width: 30, height: 20, format: 'png' });
  });

  it('tell transparency from an alpha channel', async () => {
    const glass = await upload(
      server,
      '/meta/glass.png',
      await (await drawHalfTransparent(40, 20)).png().toBuffer(),
    );
    expect((await byUrl(glass.url)).json()).toMatchObject({ hasTransparency: true });
    expect((await byUrl(`${glass.url}?tr=bg-FF0000,f-jpg`)).json()).toMatchObject({ hasTransparency: false });
  });

  it('of a private file need a signature, as its delivery does', async () => {
    const refused = await byUrl(hidden.url);
    expect([refused.status, refused.json()]).toMatchObject([404, { message: inaccessible }]);
    const url = client.helper.buildSrc({ urlEndpoint: server.endpoint, src: hidden.filePath, signed: true });
    expect((await byUrl(url)).json()).toMatchObject({ width: 240, size: photograph.length });
  });

  it.each([
    'https://example.com/a.jpg',
    'not a URL',
    '/demo/a.jpg',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
  ])('that is not ours is refused: %s', async (url) => {
    const answer = await byUrl(url);
    const message = `${url} should be accessible using your ImageKit.io account.`;
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
  });

  it.each([
    (endpoint: string) => endpoint,
    (endpoint: string) => endpoint.replace(/\/[^/]+$/, '/other/a.jpg'),
    (endpoint: string) => `${endpoint}x/a.jpg`,
    (endpoint: string) => `${endpoint}/../v1/files`,
    (endpoint: string) => endpoint.replace('//', '//user@evil.example/?'),
  ])('that only resembles ours is refused (%#)', async (make) => {
    const answer = await byUrl(make(server.endpoint));
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      { message: expect.stringContaining('should be accessible using your ImageKit.io account.') },
    ]);
  });

  it.each(['/meta/none.jpg', '/tr:w-nonsense/meta/none.jpg', '/', '/%2e%2e%2fsecret'])(
    'that delivers nothing finds nothing: %s',
    async (path) => {
      const answer = await byUrl(server.endpoint + path);
      expect([answer.status, answer.json()]).toMatchObject([404, { message: inaccessible }]);
    },
  );

  it.each(['/v1/metadata', '/v1/metadata?url=', '/v1/files/metadata'])('is missing in %s', async (path) => {
    const answer = await call(server, 'GET', path);
    const message = 'Your request is missing the url query paramater';
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
  });
});

/** Spec library-api §2.4. */
it('a file object interprets what is embedded', async () => {
  const expected = {
    Make: 'Canon',
    Orientation: 'Horizontal (normal)',
    ResolutionUnit: 'inches',
    DateTimeOriginal: '2008-05-30T15:56:01.000Z',
    FNumber: 7.1,
    Flash: 'Off, Did not fire',
    GPSLatitude: 48.275,
    GPSLatitudeRef: 'North',
  };
  const { embeddedMetadata } = await getDetails(server, file.fileId);
  expect(embeddedMetadata).toMatchObject(expected);
  for (const absent of ['ExifOffset', 'GPSInfo']) expect(embeddedMetadata).not.toHaveProperty(absent);
  const asked = await upload(server, '/meta/asked.jpg', photograph, { responseFields: 'embeddedMetadata' });
  expect(asked).toMatchObject({ embeddedMetadata: expected });
});
