import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { basic, call, type FileObject, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let root: string;

beforeAll(async () => {
  server = await startServer({ CALOTYPE_MAX_FOLDER_ITEMS: 6 });
});
afterAll(() => server.stop());
beforeEach(() => {
  root = `/folders-${crypto.randomUUID()}`;
});

const create = (body: unknown, path = '/v1/folder') => call(server, 'POST', path, body);
const remove = (body: unknown, path = '/v1/folder') => call(server, 'DELETE', path, body);

async function listFolders(path: string): Promise<FolderObject[]> {
  const query = new URLSearchParams({ type: 'folder', path: `${root}${path}` });
  return (await call(server, 'GET', `/v1/files?${query}`)).json<FolderObject[]>();
}

interface FolderObject {
  readonly folderId: string;
  readonly name: string;
  readonly folderPath: string;
}

const dots = `'.' & '..' can not be used as folder-name`;

describe('a new folder', () => {
  it.each([
    ['/v1/folder', 'spring sale', '/shop/2026/', '/shop/2026/spring_sale'],
    ['/v2/folder', ' a.b-c_d ', '/', '/a_b-c_d'],
    ['/v1/folder/', '日本語', '//x y//', '/x_y/日本語'],
  ])('by %s named %j in %s is %s, with its parents', async (route, folderName, parent, expected) => {
    const answer = await create({ folderName, parentFolderPath: `${root}${parent}` }, route);
    expect([answer.status, answer.json()]).toEqual([201, {}]);
    const above = expected.slice(0, expected.lastIndexOf('/'));
    expect(await listFolders(above)).toMatchObject([{ folderPath: `${root}${expected}` }]);
  });

  it('is made in the root, with or without its slash', async () => {
    for (const parentFolderPath of ['/', '//']) {
      expect((await create({ folderName: root.slice(1), parentFolderPath })).status).toBe(201);
    }
    const folders = await call(server, 'GET', '/v1/files?type=folder&path=/');
    expect(folders.json<FolderObject[]>().filter(({ folderPath }) => folderPath === root)).toHaveLength(1);
  });

  it('that is there already stays as it is', async () => {
    const body = { folderName: 'a', parentFolderPath: root };
    await create(body);
    const before = await listFolders('');
    expect((await create(body)).status).toBe(201);
    expect(await listFolders('')).toEqual(before);
  });

  it('by thirty at once is made once', async () => {
    const body = { folderName: 'a', parentFolderPath: `${root}/deep/er` };
    const answers = await Promise.all(Array.from({ length: 30 }, () => create(body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await listFolders('/deep/er')).toHaveLength(1);
  });

  it.each([
    [{}, 'folderName parameter is missing.', 'MISSING_PARAMETER'],
    [[], 'folderName parameter is missing.', 'MISSING_PARAMETER'],
    [{ parentFolderPath: '/' }, 'folderName parameter is missing.', 'MISSING_PARAMETER'],
    [{ folderName: 'a' }, 'parentFolderPath parameter is missing.', 'MISSING_PARAMETER'],
    [{ folderName: '', parentFolderPath: '/' }, 'folderName parameter is missing.', 'MISSING_PARAMETER'],
    [{ folderName: 'a', parentFolderPath: 1 }, 'parentFolderPath parameter is missing.', 'MISSING_PARAMETER'],
    [
      { folderName: ' ', parentFolderPath: '/' },
      'Your request contains invalid folderName parameter.',
      undefined,
    ],
    [{ folderName: 'a/b', parentFolderPath: '/' }, 'folderName parameter cannot have a slash.', undefined],
    [{ folderName: '..', parentFolderPath: '/' }, dots, 'INVALID_FOLDER_PATH'],
    [{ folderName: '.', parentFolderPath: '/' }, dots, 'INVALID_FOLDER_PATH'],
    [{ folderName: 'a', parentFolderPath: '/x/../y' }, dots, 'INVALID_FOLDER_PATH'],
    [
      { folderName: 'a', parentFolderPath: '/d'.repeat(50) },
      'A folder can be nested at most 50 levels deep.',
      'INVALID_FOLDER_PATH',
    ],
    [
      { folderName: 'a'.repeat(256), parentFolderPath: '/' },
      'A folder name can have at most 255 bytes.',
      'INVALID_FOLDER_PATH',
    ],
    [
      { folderName: 'a', parentFolderPath: `/${'d'.repeat(250)}`.repeat(5) },
      'Your request contains invalid value for folderName parameter.',
      undefined,
    ],
  ])('of %j is refused', async (body, message, reason) => {
    const answer = await create(body);
    expect([answer.status, answer.json().message, answer.json().reason]).toEqual([400, message, reason]);
  });
});

describe('a deleted folder', () => {
  it.each([
    ['/v1/folder', '/'],
    ['/v2/folder', ''],
    ['/v1/folder/', '//'],
  ])('by %s takes everything below it along, and nothing beside it', async (route, ending) => {
    const inside = await upload(server, `${root}/a/one.txt`, 'one');
    await upload(server, `${root}/a/one.txt`, 'newer');
    await upload(server, `${root}/a/b/two.txt`, 'two');
    const beside = await upload(server, `${root}/ab/one.txt`, 'beside');
    await create({ folderName: 'empty', parentFolderPath: `${root}/a/b` });
    const answer = await remove({ folderPath: `${root}/a${ending}` }, route);
    expect([answer.status, answer.bytes.length]).toEqual([204, 0]);
    expect((await listFolders('')).map(({ name }) => name)).toEqual(['ab']);
    expect(await listFolders('/a/b')).toEqual([]);
    const left = (await call(server, 'GET', '/v1/files?type=file-version')).json<FileObject[]>();
    expect(left.filter(({ filePath }) => filePath.startsWith(root))).toEqual([]);
    expect((await call(server, 'GET', `/v1/files/${inside.fileId}/details`)).status).toBe(404);
    expect((await fetch(`${server.endpoint}${root}/a/b/two.txt`)).status).toBe(404);
    expect((await fetch(`${server.endpoint}${beside.filePath}`)).status).toBe(200);
  });

  it.each([
    [{}, 400, 'folderPath parameter is missing.', 'MISSING_PARAMETER'],
    [undefined, 400, 'folderPath parameter is missing.', 'MISSING_PARAMETER'],
    ['[]', 400, 'folderPath parameter is missing.', 'MISSING_PARAMETER'],
    [{ folderPath: '' }, 400, 'folderPath parameter is missing.', 'MISSING_PARAMETER'],
    [{ folderPath: 1 }, 400, 'folderPath parameter is missing.', 'MISSING_PARAMETER'],
    [{ folderPath: '/' }, 400, 'folderPath cannot be root.', 'INVALID_FOLDER_PATH'],
    [{ folderPath: '//' }, 400, 'folderPath cannot be root.', 'INVALID_FOLDER_PATH'],
    [{ folderPath: 'nope/' }, 404, 'No folder found with folderPath `nope/`.', 'FOLDER_NOT_FOUND'],
    [{ folderPath: '/nope/..' }, 404, 'No folder found with folderPath `/nope/..`.', 'FOLDER_NOT_FOUND'],
    [{ folderPath: '/%' }, 404, 'No folder found with folderPath `/%`.', 'FOLDER_NOT_FOUND'],
  ])('of %j is refused with %i', async (body, status, message, reason) => {
    const answer = await remove(body);
    expect([answer.status, answer.json()]).toMatchObject([status, { message, reason }]);
  });

  it('is no file of that path', async () => {
    await upload(server, `${root}/a`, 'a file');
    expect((await remove({ folderPath: `${root}/a` })).status).toBe(404);
  });

  it('is named in the body, whatever its type', async () => {
    await create({ folderName: 'a', parentFolderPath: root });
    const body = JSON.stringify({ folderPath: root });
    const answer = await ask(server.url, '/v1/folder', {
      method: 'DELETE',
      headers: { ...basic(server.privateKey), accept: '*/*' },
      body,
    });
    expect(answer.status).toBe(204);
  });

  it('has at most as many items as the setting allows, files, versions and folders together', async () => {
    for (const text of ['1', '2', '3']) await upload(server, `${root}/a.txt`, text);
    await upload(server, `${root}/b/c/d.txt`, 'd');
    await create({ folderName: 'e', parentFolderPath: root });
    const answer = await remove({ folderPath: root });
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      {
        message:
          'Total nested assets (files, folders and file versions) are more than allowed limit of 6 items.',
        reason: 'TOO_MANY_OBJECTS',
      },
    ]);
    expect(await listFolders('')).toHaveLength(2);
    expect((await remove({ folderPath: `${root}/e` })).status).toBe(204);
    expect((await remove({ folderPath: root })).status).toBe(204);
  });

  it('by many at once happens once, and an upload beside it is whole', async () => {
    await upload(server, `${root}/a.txt`, 'old');
    const [uploaded, ...answers] = await Promise.all([
      upload(server, `${root}/new/b.txt`, 'new'),
      ...Array.from({ length: 5 }, () => remove({ folderPath: root })),
    ]);
    for (const { status } of answers) expect([204, 404]).toContain(status);
    const { status } = await call(server, 'GET', `/v1/files/${uploaded.fileId}/details`);
    expect((await listFolders('')).map(({ name }) => name)).toEqual(status === 200 ? ['new'] : []);
    expect((await fetch(`${server.endpoint}${root}/a.txt`)).status).toBe(404);
  });
});
