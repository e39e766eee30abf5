import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, type FileObject, getDetails, type Uploaded, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { drawHalfTransparent, drawPlain, photographHeld } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let picture: Buffer;
let file: Uploaded;

beforeAll(async () => {
  server = await startServer();
  picture = await drawPlain(40, 30, 'teal').png().toBuffer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  file = await upload(server, `/details/${crypto.randomUUID()}.png`, picture);
});

const unknownId = '697f0800a1b2c3d4e5f60718';
const invalidId = 'Your request contains invalid fileId parameter.';
const nothing = 'The requested file does not exist.';
const update = (body: unknown, id = file.fileId) => call(server, 'PATCH', `/v1/files/${id}/details`, body);

describe.each([
  ['details', 'GET', '/details'],
  ['an update', 'PATCH', '/details'],
  ['a deletion', 'DELETE', ''],
])('%s', (_, method, suffix) => {
  it.each([
    ['x', 400, invalidId],
    ['697f0800a1b2c3d4e5f6071', 400, invalidId],
    ['697f0800a1b2c3d4e5f607181', 400, invalidId],
    ['zzzzzzzzzzzzzzzzzzzzzzzz', 400, invalidId],
    ['..%2F..%2Fsecret', 400, invalidId],
    ['%00', 400, invalidId],
    [unknownId, 404, nothing],
  ])('of %s is answered with %i', async (id, status, message) => {
    const answer = await call(
      server,
      method,
      `/v1/files/${id}${suffix}`,
      method === 'PATCH' ? {} : undefined,
    );
    expect([answer.status, answer.json()]).toMatchObject([status, { message }]);
  });

  it('of a folder finds no file', async () => {
    const [folder] = (await call(server, 'GET', '/v1/files?type=folder')).json<{ folderId: string }[]>();
    const body = method === 'PATCH' ? {} : undefined;
    const answer = await call(server, method, `/v1/files/${folder?.folderId}${suffix}`, body);
    expect([answer.status, answer.json()]).toMatchObject([404, { message: nothing }]);
  });
});

/** Spec library-api §2.1. */
describe('a file object', () => {
  const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

  it('of a picture is complete, in the order of live answers', async () => {
    const details = await getDetails(server, file.fileId);
    const url = `${file.url}?updatedAt=${Date.parse(details.updatedAt)}`;
    expect(details).toEqual({
      type: 'file',
      name: file.name,
      createdAt: iso,
      updatedAt: iso,
      fileId: file.fileId,
      tags: null,
      AITags: null,
      versionInfo: { id: file.fileId, name: 'Version 1' },
      embeddedMetadata: {},
      customCoordinates: null,
      customMetadata: {},
      description: null,
      isPrivateFile: false,
      isPublished: true,
      url,
      thumbnail: `${url}&tr=n-ik_ml_thumbnail`,
      fileType: 'image',
      filePath: file.filePath,
      height: 30,
      width: 40,
      size: picture.length,
      hasAlpha: false,
      mime: 'image/png',
    });
    expect(Object.keys(details)).toEqual(
      Object.keys((await call(server, 'GET', `/v1/files?name=${file.name}`)).json<object[]>()[0] ?? {}),
    );
  });

  it('of text has a picture of the server as thumbnail, and no size in pixels', async () => {
    const { fileId } = await upload(server, '/text.txt', 'text');
    const details = await getDetails(server, fileId);
    expect(details).toMatchObject({ fileType: 'non-image', mime: 'text/plain', customCoordinates: null });
    for (const absent of ['width', 'height', 'hasAlpha', 'duration'])
      expect(details).not.toHaveProperty(absent);
    const thumbnail = await fetch(details.thumbnail);
    expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  });

  it('has a thumbnail that is a picture', async () => {
    const { thumbnail } = await getDetails(server, file.fileId);
    const answer = await fetch(thumbnail);
    expect([answer.status, answer.headers.get('content-type')]).toMatchObject([
      200,
      expect.stringMatching(/^image\//),
    ]);
  });

  it('has the size after turning, and the alpha channel', async () => {
    const turned = await upload(server, '/turned.jpg', await photographHeld(6, 120, 80));
    expect(turned).toMatchObject({ width: 120, height: 80, orientation: 6 });
    const glass = await upload(
      server,
      '/glass.png',
      await (await drawHalfTransparent(40, 20)).png().toBuffer(),
    );
    expect(await getDetails(server, glass.fileId)).toMatchObject({ hasAlpha: true });
  });
});

/** Spec library-api §3.3. */
describe('an update', () => {
  it.each([
    [{ tags: ['a', 'b'] }, { tags: ['a', 'b'] }],
    [{ tags: [] }, { tags: null }],
    [{ tags: null }, { tags: null }],
    [{ customCoordinates: '1,2,3,4' }, { customCoordinates: '1,2,3,4' }],
    [{ customCoordinates: null }, { customCoordinates: null }],
    [{ description: 'A cup.' }, { description: 'A cup.' }],
    [{ description: '' }, { description: null }],
    [{ description: '😀'.repeat(10_000) }, { description: '😀'.repeat(10_000) }],
    [{ removeAITags: 'all' }, { AITags: null }],
    [{ removeAITags: ['x'] }, { AITags: null }],
    [{ publish: { isPublished: false } }, { isPublished: false }],
    [{ publish: { isPublished: true, includeFileVersions: true } }, { isPublished: true }],
    [{ fileId: 'x', anything: 1 }, {}],
  ])('%o leads to %o', async (body, expected) => {
    await update({ tags: ['old'], description: 'old', customCoordinates: '9,9,9,9' });
    const answer = await update(body);
    expect([answer.status, answer.json()]).toMatchObject([200, expected]);
    expect(await getDetails(server, file.fileId)).toEqual(answer.json());
  });

  it('changes what it names and nothing else', async () => {
    await update({ tags: ['a'], description: 'b', customCoordinates: '1,2,3,4' });
    expect((await update({ description: 'c' })).json()).toMatchObject({
      tags: ['a'],
      description: 'c',
      customCoordinates: '1,2,3,4',
      versionInfo: { name: 'Version 1' },
    });
  });

  it('moves updatedAt, and one of nothing does not', async () => {
    const before = await getDetails(server, file.fileId);
    expect((await update({})).json()).toEqual(before);
    const after = (await update({ tags: ['a'] })).json<FileObject>();
    expect(Date.parse(after.updatedAt)).toBeGreaterThan(Date.parse(before.updatedAt));
    expect(after.createdAt).toBe(before.createdAt);
  });

  const tags =
    "Your request contains invalid value for tags. Please provide an array of strings. Example - ['t-shirt','summer-sale'].";
  const coordinates = 'Your request contains invalid value for customCoordinates parameter.';
  const publish = 'Your request contains invalid value for publish parameter.';
  const alone = 'Your request cannot contain any other parameters when publish is present';

  it.each([
    [{ tags: 'a,b' }, tags],
    [{ tags: [1] }, tags],
    [{ tags: ['50%'] }, tags],
    [
      { tags: ['x'.repeat(501)] },
      'Your request contains invalid value for tags parameter. Combined length of all tags should be less than or equal to 500.',
    ],
    [{ customCoordinates: '1,2,3' }, coordinates],
    [{ customCoordinates: '1,2,3,0' }, coordinates],
    [{ customCoordinates: 5 }, coordinates],
    [{ publish: { isPublished: true }, tags: ['a'] }, alone],
    [{ publish: { isPublished: true }, description: 'a' }, alone],
    [{ publish: true }, publish],
    [{ publish: {} }, publish],
    [{ publish: { isPublished: 'yes' } }, publish],
    [{ description: '😀'.repeat(10_001) }, 'Your request contains invalid value for description parameter.'],
    [{ description: 5 }, 'Your request contains invalid value for description parameter.'],
  ])('%o is refused', async (body, message) => {
    const answer = await update(body);
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
  });

  it('with one bad property changes nothing', async () => {
    const before = await getDetails(server, file.fileId);
    expect((await update({ description: 'new', tags: [1] })).status).toBe(400);
    expect((await update({ description: 'new', customCoordinates: 'x' })).status).toBe(400);
    expect(await getDetails(server, file.fileId)).toEqual(before);
  });

  it.each([
    ['extensions', [{ name: 'remove-bg' }]],
    ['webhookUrl', 'https://example.com'],
  ])('of what is not there yet says so: %s', async (name, value) => {
    const answer = await update({ [name]: value });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(name);
  });

  it('that unpublishes ends delivery at once, and one that publishes begins it', async () => {
    const { pathname } = new URL(file.url);
    const status = async () => (await ask(server.url, `${pathname}?tr=w-20`)).status;
    expect(await status()).toBe(200);
    await update({ publish: { isPublished: false } });
    expect(await status()).toBe(404);
    await update({ publish: { isPublished: true } });
    expect(await status()).toBe(200);
  });
});

describe('a deletion', () => {
  it('takes the file, its versions and its deliveries; a second one finds nothing', async () => {
    await upload(server, file.filePath, await drawPlain(5, 5, 'red').png().toBuffer());
    const path = `/v1/files/${file.fileId}`;
    expect((await call(server, 'DELETE', path)).status).toBe(204);
    const again = await call(server, 'DELETE', path);
    expect([again.status, again.json()]).toMatchObject([404, { message: nothing }]);
    expect((await call(server, 'GET', `${path}/details`)).status).toBe(404);
    for (const type of ['file', 'file-version']) {
      expect((await call(server, 'GET', `/v1/files?type=${type}&name=${file.name}`)).json()).toEqual([]);
    }
    expect((await ask(server.url, new URL(file.url).pathname)).status).toBe(404);
  });

  it('frees the path for a new file', async () => {
    await call(server, 'DELETE', `/v1/files/${file.fileId}`);
    const next = await upload(server, file.filePath, picture, { overwriteFile: false });
    expect(next.fileId).not.toBe(file.fileId);
    expect(next.versionInfo.name).toBe('Version 1');
  });
});
