import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, getDetails, upload } from '../support/api.ts';
import { drawPlain } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { listVersionNames, listVersions, plantTree, type Tree } from '../support/tree.ts';

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

describe('a copy', () => {
  it('is a file of its own with everything that is said of the source', async () => {
    const picture = await drawPlain(40, 30, 'teal').png().toBuffer();
    const fields = {
      tags: 'a,b',
      customCoordinates: '1,2,3,4',
      description: 'text',
      isPrivateFile: true,
      isPublished: false,
    };
    const source = await upload(server, `${tree.root}/shop/a.png`, picture, fields);
    const before = await getDetails(server, source.fileId);
    await post('copy', journey('/shop/a.png', '/archive'));
    const copy = await tree.findAt('/archive/a.png');
    const { fileId, createdAt } = copy ?? { fileId: '', createdAt: '' };
    expect(fileId).not.toBe(source.fileId);
    expect(copy).toEqual({
      ...before,
      fileId,
      createdAt,
      updatedAt: createdAt,
      versionInfo: { id: fileId, name: 'Version 1' },
      filePath: `${tree.root}/archive/a.png`,
      url: expect.stringContaining(`${tree.root}/archive/a.png?updatedAt=${Date.parse(createdAt)}`),
      thumbnail: expect.stringContaining(`${tree.root}/archive/a.png`),
    });
    expect(Date.parse(createdAt)).toBeGreaterThan(Date.parse(before.createdAt));
    expect(await getDetails(server, source.fileId)).toEqual(before);
  });

  it.each([
    [undefined, ['three']],
    [false, ['three']],
    [true, ['three', 'two', 'one']],
  ])('with includeFileVersions %s has the versions %j', async (includeFileVersions, expected) => {
    await tree.write('/shop/a.txt', 'one', 'two', 'three');
    await post('copy', journey('/shop/a.txt', '/archive', { includeFileVersions }));
    expect(await tree.readVersions('/archive/a.txt')).toEqual(expected);
    expect(await tree.readVersions('/shop/a.txt')).toEqual(['three', 'two', 'one']);
    expect((await tree.findAt('/archive/a.txt'))?.versionInfo.name).toBe(`Version ${expected.length}`);
  });

  it('of a restored file has the same current version', async () => {
    const fileId = await tree.write('/shop/a.txt', 'one', 'two', 'three');
    const oldest = (await listVersions(server, fileId)).at(-1)?.versionInfo.id;
    await call(server, 'PUT', `/v1/files/${fileId}/versions/${oldest}/restore`);
    await post('copy', journey('/shop/a.txt', '/archive', { includeFileVersions: true }));
    expect(await tree.readVersions('/archive/a.txt')).toEqual(['one', 'three', 'two']);
    const copies = await listVersions(server, (await tree.findAt('/archive/a.txt'))?.fileId ?? '');
    expect(copies.map(({ versionInfo }) => versionInfo.name)).toEqual([
      'Version 1',
      'Version 3',
      'Version 2',
    ]);
    expect(copies[0]?.versionInfo.id).toBe(copies[0]?.fileId);
  });

  it('with all versions goes behind those that are there', async () => {
    await tree.write('/shop/a.txt', 'one', 'two', 'three');
    const target = await tree.write('/archive/a.txt', 'old', 'newer');
    await post('copy', journey('/shop/a.txt', '/archive', { includeFileVersions: true }));
    expect(await tree.readVersions('/archive/a.txt')).toEqual(['three', 'two', 'one', 'newer', 'old']);
    expect(await listVersionNames(server, target)).toEqual(
      [5, 4, 3, 2, 1].map((number) => `Version ${number}`),
    );
  });

  it('by thirty at once onto one file loses none', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `${index}`);
    await Promise.all(names.map((name) => tree.write(`/${name}/a.txt`, name)));
    const answers = await Promise.all(names.map((name) => post('copy', journey(`/${name}/a.txt`, '/all'))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect((await tree.readVersions('/all/a.txt')).toSorted()).toEqual(names.toSorted());
    const numbers = (await listVersions(server, (await tree.findAt('/all/a.txt'))?.fileId ?? '')).map(
      ({ versionInfo }) => versionInfo.name,
    );
    expect(numbers).toEqual(names.map((_, index) => `Version ${30 - index}`));
  });

  it('refuses includeFileVersions that is neither true nor false', async () => {
    const answer = await post('copy', journey('/a.txt', '/b', { includeFileVersions: 'yes' }));
    expect([answer.status, answer.json()]).toMatchObject([400, { reason: 'MISSING_PARAMETER' }]);
  });
});
