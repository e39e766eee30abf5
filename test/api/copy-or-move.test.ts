import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, type FileObject, getDetails } from '../support/api.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { listVersions, plantTree, type Tree } from '../support/tree.ts';

let server: RunningServer;
let tree: Tree;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  tree = plantTree(server);
});

const post = (name: string, body: unknown) => call(server, 'POST', `/v1/files/${name}`, body);
const journey = (from: string, to: string, more = {}) => ({
  sourceFilePath: tree.root + from,
  destinationPath: tree.root + to,
  ...more,
});

const missing = 'Your request is missing parameters / contains invalid parameters.';
const dots = `'.' & '..' can not be used as folder-name`;

describe.each(['copy', 'move'])('a file %s', (operation) => {
  it.each([
    ['nothing', {}],
    ['an array', []],
    ['no source', { destinationPath: '/a' }],
    ['no destination', { sourceFilePath: '/a' }],
    ['an empty source', { sourceFilePath: '', destinationPath: '/a' }],
    ['an empty destination', { sourceFilePath: '/a', destinationPath: '' }],
    ['a source that is no text', { sourceFilePath: 1, destinationPath: '/a' }],
    ['a destination that is no text', { sourceFilePath: '/a', destinationPath: null }],
  ])('refuses %s', async (_, body) => {
    const answer = await post(operation, body);
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      { message: missing, reason: 'MISSING_PARAMETER' },
    ]);
  });

  it.each([
    ['the folder it is in', '/shop/', 400, 'SAME_SOURCE_AND_DESTINATION'],
    ['the folder it is in, written otherwise', '//shop', 400, 'SAME_SOURCE_AND_DESTINATION'],
    ['a folder above', '/shop/..', 400, 'INVALID_FOLDER_PATH'],
    ['this folder', '/./x', 400, 'INVALID_FOLDER_PATH'],
    ['a folder too deep', '/d'.repeat(60), 400, 'INVALID_FOLDER_PATH'],
    ['a path too long', `/${'d'.repeat(250)}`.repeat(4), 400, undefined],
  ])('refuses %s', async (_, to, status, reason) => {
    const fileId = await tree.write('/shop/kettle.txt', 'one');
    const before = await getDetails(server, fileId);
    const answer = await post(operation, journey('/shop/kettle.txt', to));
    expect([answer.status, answer.json().reason]).toEqual([status, reason]);
    if (reason === 'INVALID_FOLDER_PATH' && to.includes('.')) expect(answer.json().message).toBe(dots);
    expect(await getDetails(server, fileId)).toEqual(before);
  });

  it.each(['/shop/none.txt', '/SHOP/kettle.txt', '/shop', '/none/kettle.txt', '/shop/%6bettle.txt'])(
    'does not find %s, and makes no folder',
    async (path) => {
      await tree.write('/shop/kettle.txt', 'one');
      const answer = await post(operation, journey(path, '/archive'));
      expect([answer.status, answer.json()]).toMatchObject([
        404,
        { message: `No file found with filePath \`${tree.root}${path}\`.`, reason: 'SOURCE_FILE_MISSING' },
      ]);
      const folders = await call(server, 'GET', `/v1/files?type=folder&path=${tree.root}`);
      expect(folders.json<FileObject[]>().map(({ name }) => name)).toEqual(['shop']);
    },
  );

  it.each([
    ['/archive', '/archive'],
    ['/archive/', '/archive'],
    ['//archive///deep', '/archive/deep'],
    ['/spring sale.d', '/spring_sale_d'],
  ])('into %s arrives in %s, made where it is missing', async (to, expected) => {
    await tree.write('/shop/kettle.txt', 'one');
    const answer = await post(operation, journey('/shop//kettle.txt', to));
    expect([answer.status, answer.bytes.length]).toEqual([204, 0]);
    expect(await tree.findAt(`${expected}/kettle.txt`)).toMatchObject({ tags: ['one'] });
    expect(await (await fetch(`${server.endpoint}${tree.root}${expected}/kettle.txt`)).text()).toBe('one');
  });

  it('goes to the root and back', async () => {
    const name = `${crypto.randomUUID()}.txt`;
    await tree.write(`/shop/${name}`, 'one');
    const sourceFilePath = `${tree.root}/shop/${name}`;
    expect((await post(operation, { sourceFilePath, destinationPath: '/' })).status).toBe(204);
    expect(await (await fetch(`${server.endpoint}/${name}`)).text()).toBe('one');
    expect(
      (await post(operation, { sourceFilePath: name, destinationPath: `${tree.root}/back` })).status,
    ).toBe(204);
    expect(await tree.readVersions(`/back/${name}`)).toEqual(['one']);
  });

  it('onto a file of that name goes on with its history', async () => {
    const source = await tree.write('/shop/kettle.txt', 'one');
    const target = await tree.write('/archive/kettle.txt', 'old', 'older');
    const before = await getDetails(server, target);
    await post(operation, journey('/shop/kettle.txt', '/archive'));
    const after = await getDetails(server, target);
    expect(after).toMatchObject({
      fileId: target,
      createdAt: before.createdAt,
      versionInfo: { id: target, name: 'Version 3' },
      tags: ['one'],
      description: 'one',
    });
    expect(Date.parse(after.updatedAt)).toBeGreaterThanOrEqual(Date.parse(before.updatedAt));
    expect(await tree.readVersions('/archive/kettle.txt')).toEqual(['one', 'older', 'old']);
    const status = (await call(server, 'GET', `/v1/files/${source}/details`)).status;
    expect(status).toBe(operation === 'copy' ? 200 : 404);
  });

  it('that would have more than 100 versions is refused, and nothing changes', async () => {
    await tree.write('/a/one.txt', 'one');
    const copy = (from: string, to: string) =>
      post('copy', journey(`/${from}/one.txt`, `/${to}`, { includeFileVersions: true }));
    // 1, 1, 2, 3, 5 … 34, 55: each copy adds the versions of the other file.
    for (let round = 0; round < 9; round += 1)
      await copy(...((round % 2 === 0 ? ['a', 'b'] : ['b', 'a']) as [string, string]));
    const [a, b] = [
      (await tree.findAt('/a/one.txt'))?.fileId ?? '',
      (await tree.findAt('/b/one.txt'))?.fileId ?? '',
    ];
    const counts = async () => [
      (await listVersions(server, a)).length,
      (await listVersions(server, b)).length,
    ];
    expect(await counts()).toEqual([34, 55]);
    expect((await copy('b', 'a')).status).toBe(204);
    expect(await counts()).toEqual([89, 55]);
    const body = journey('/b/one.txt', '/a', { includeFileVersions: true });
    const answer = await post(operation, body);
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      {
        message: 'Total number of file versions is more than the allowed limit of 100.',
        reason: 'VERSION_LIMIT_EXCEEDED',
      },
    ]);
    expect(await counts()).toEqual([89, 55]);
  });

  it('answers under /v2 and with a trailing slash', async () => {
    await tree.write('/shop/a.txt', 'a');
    await tree.write('/shop/b.txt', 'b');
    for (const [path, name] of [
      [`/v2/files/${operation}`, 'a.txt'],
      [`/v1/files/${operation}/`, 'b.txt'],
    ] as const) {
      const answer = await call(server, 'POST', path, journey(`/shop/${name}`, '/there'));
      expect(answer.status).toBe(204);
    }
  });
});
