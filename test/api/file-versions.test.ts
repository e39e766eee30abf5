import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, type FileObject, getDetails, upload } from '../support/api.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let path: string;
let fileId: string;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Three versions: `one`, `two`, `three`, each with its name as tag. */
beforeEach(async () => {
  path = `/versions/${crypto.randomUUID()}.txt`;
  for (const text of ['one', 'two', 'three']) {
    fileId = (await upload(server, path, text, { tags: text })).fileId;
  }
});

const unknownId = '697f0800a1b2c3d4e5f60718';
const noFile = 'The requested file does not exist.';
const noVersion = 'The requested file version does not exist.';
const noAsset = 'The requested asset does not exist.';
const invalidFile = 'Your request contains invalid fileId parameter.';
const invalidVersion = 'Your request contains invalid versionId parameter.';

const onVersion = (method: string, versionId: string, suffix = '') =>
  call(server, method, `/v1/files/${fileId}/versions/${versionId}${suffix}`);
const restore = (versionId: string) => onVersion('PUT', versionId, '/restore');

async function listVersions(): Promise<FileObject[]> {
  return (await call(server, 'GET', `/v1/files/${fileId}/versions`)).json<FileObject[]>();
}

async function idOf(name: string): Promise<string> {
  const version = (await listVersions()).find(({ versionInfo }) => versionInfo.name === name);
  return version?.versionInfo.id ?? '';
}

const names = async () => (await listVersions()).map(({ versionInfo }) => versionInfo.name);

const ask = (method: string, file: string, version: string, suffix = '') =>
  call(server, method, `/v1/files/${file}/versions${suffix.replace('VERSION', version)}`);

describe.each([
  ['a list', 'GET', '', noFile],
  ['details', 'GET', '/VERSION', noVersion],
  ['a deletion', 'DELETE', '/VERSION', noAsset],
  ['a restore', 'PUT', '/VERSION/restore', noFile],
])('%s of versions of', (_, method, suffix, unknown) => {
  it.each([
    ['a malformed file id', 'x', unknownId, 400, invalidFile],
    ['two malformed ids', 'x', 'y', 400, invalidFile],
    ['a file that is not there', unknownId, unknownId, 404, unknown],
  ])('%s is refused', async (__, file, version, status, message) => {
    const answer = await ask(method, file, version, suffix);
    expect([answer.status, answer.json()]).toMatchObject([status, { message }]);
  });
});

describe.each([
  ['details', 'GET', '/VERSION', noVersion],
  ['a deletion', 'DELETE', '/VERSION', noAsset],
  ['a restore', 'PUT', '/VERSION/restore', noVersion],
])('%s of', (_, method, suffix, unknown) => {
  it.each([
    ['a malformed version id', 'x', 400, invalidVersion],
    ['an upper-case version id', unknownId.toUpperCase(), 400, invalidVersion],
    ['a version that is not there', unknownId, 404, unknown],
  ])('%s is refused', async (__, version, status, message) => {
    const answer = await ask(method, fileId, version, suffix);
    expect([answer.status, answer.json()]).toMatchObject([status, { message }]);
  });
});

it('are listed with the current one first, then the latest superseded', async () => {
  const versions = await listVersions();
  expect(versions).toMatchObject([
    { type: 'file', fileId, versionInfo: { id: fileId, name: 'Version 3' }, tags: ['three'], size: 5 },
    { type: 'file-version', fileId, versionInfo: { name: 'Version 2' }, tags: ['two'], size: 3 },
    { type: 'file-version', fileId, versionInfo: { name: 'Version 1' }, tags: ['one'], filePath: path },
  ]);
  expect(versions[0]).toEqual(await getDetails(server, fileId));
  expect(new Set(versions.map(({ versionInfo }) => versionInfo.id)).size).toBe(3);
});

it('are found one by one as they are listed, and deliver their own bytes', async () => {
  for (const version of await listVersions()) {
    expect((await onVersion('GET', version.versionInfo.id)).json()).toEqual(version);
    expect(await (await fetch(version.url)).text()).toBe(version.tags?.[0]);
  }
});

it('are none of another file', async () => {
  const foreign = await idOf('Version 1');
  ({ fileId } = await upload(server, `${path}.other.txt`, 'other'));
  for (const answer of [await onVersion('GET', foreign), await restore(foreign)]) {
    expect([answer.status, answer.json()]).toMatchObject([404, { message: noVersion }]);
  }
  expect((await onVersion('DELETE', foreign)).status).toBe(404);
});

describe('a deleted version', () => {
  it('is gone, and its number is not given again', async () => {
    const versionId = await idOf('Version 2');
    const { url } = (await onVersion('GET', versionId)).json<FileObject>();
    const answer = await onVersion('DELETE', versionId);
    expect([answer.status, answer.bytes.length]).toEqual([204, 0]);
    expect(await names()).toEqual(['Version 3', 'Version 1']);
    expect((await onVersion('GET', versionId)).status).toBe(404);
    expect((await fetch(url)).status).toBe(404);
    await upload(server, path, 'four');
    expect(await names()).toEqual(['Version 4', 'Version 3', 'Version 1']);
  });

  it('is never the current one, restored or not', async () => {
    const message = 'You cannot delete current version of a file.';
    const answer = await onVersion('DELETE', fileId);
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
    const versionId = await idOf('Version 1');
    await restore(versionId);
    const again = await onVersion('DELETE', versionId);
    expect([again.status, again.json()]).toMatchObject([400, { message }]);
    expect(await names()).toHaveLength(3);
  });
});

/** Spec library-api §2.2, §18.5. */
describe('a restored version', () => {
  it('keeps its id, name and details, and is what the plain URL delivers', async () => {
    const before = await getDetails(server, fileId);
    const versionId = await idOf('Version 1');
    const answer = await restore(versionId);
    expect(answer.status).toBe(200);
    const restored = answer.json<FileObject>();
    expect(restored).toMatchObject({
      type: 'file',
      fileId,
      versionInfo: { id: versionId, name: 'Version 1' },
      createdAt: before.createdAt,
      tags: ['one'],
      size: 3,
    });
    expect(Date.parse(restored.updatedAt)).toBeGreaterThanOrEqual(Date.parse(before.updatedAt));
    expect(restored).toEqual(await getDetails(server, fileId));
    expect(await (await fetch(`${server.endpoint}${path}`)).text()).toBe('one');
  });

  it('leaves the displaced one a fresh id, because the id of the file means the current version', async () => {
    await restore(await idOf('Version 1'));
    expect(await names()).toEqual(['Version 1', 'Version 3', 'Version 2']);
    const displaced = await idOf('Version 3');
    expect(displaced).toMatch(/^[0-9a-f]{24}$/);
    expect(displaced).not.toBe(fileId);
    expect((await call(server, 'GET', `/v1/files/${displaced}/details`)).status).toBe(404);
  });

  it('leaves the displaced one the id it had, when that was its own', async () => {
    const first = await idOf('Version 1');
    await restore(first);
    await restore(await idOf('Version 2'));
    expect(await idOf('Version 1')).toBe(first);
    expect(await names()).toEqual(['Version 2', 'Version 1', 'Version 3']);
  });

  it('that is current already changes nothing', async () => {
    const before = await listVersions();
    const answer = await restore(fileId);
    expect([answer.status, answer.json()]).toEqual([200, before[0]]);
    expect(await listVersions()).toEqual(before);
  });

  it('gives way to the next upload, which is numbered on', async () => {
    await restore(await idOf('Version 1'));
    const next = await upload(server, path, 'four');
    expect(next).toMatchObject({ fileId, versionInfo: { id: fileId, name: 'Version 4' } });
    expect(await names()).toEqual(['Version 4', 'Version 1', 'Version 3', 'Version 2']);
  });

  it('brings its state of publication back', async () => {
    await upload(server, path, 'draft', { isPublished: false });
    expect((await fetch(`${server.endpoint}${path}`)).status).toBe(404);
    await restore(await idOf('Version 3'));
    expect((await fetch(`${server.endpoint}${path}`)).status).toBe(200);
  });

  it('is one of all, when many are restored while others are uploaded', async () => {
    const ids = [await idOf('Version 1'), await idOf('Version 2'), fileId];
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        index % 3 === 0 ? upload(server, path, `${index}`) : restore(ids[index % 2] ?? ''),
      ),
    );
    const versions = await listVersions();
    expect(versions).toHaveLength(13);
    expect(versions.filter(({ type }) => type === 'file')).toHaveLength(1);
    expect(new Set(versions.map(({ versionInfo }) => versionInfo.id)).size).toBe(13);
  });
});
