import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, getDetails, upload } from '../support/api.ts';
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

const rename = (body: unknown) => call(server, 'PUT', '/v1/files/rename', body);

describe('a rename', () => {
  it.each<[string, unknown, string, string | undefined]>([
    ['nothing', {}, 'Your request is missing filePath parameter.', 'MISSING_PARAMETER'],
    ['an array', [], 'Your request is missing filePath parameter.', 'MISSING_PARAMETER'],
    ['no path', { newFileName: 'a' }, 'Your request is missing filePath parameter.', 'MISSING_PARAMETER'],
    ['no name', { filePath: '/a' }, 'Your request is missing newFileName parameter.', 'MISSING_PARAMETER'],
    ...[1, null, '', '  ', 'a/b', '/', '.', '..'].map(
      (newFileName) =>
        [
          `the name ${JSON.stringify(newFileName)}`,
          { filePath: '/a', newFileName },
          'Your request contains invalid newFileName parameter.',
          'INVALID_PARAMETER',
        ] satisfies [string, unknown, string, string],
    ),
    [
      'a path that is no text',
      { filePath: 1, newFileName: 'a' },
      'Your request contains invalid filePath parameter.',
      'INVALID_PARAMETER',
    ],
    [
      'a purgeCache that is no flag',
      { filePath: '/a', newFileName: 'a', purgeCache: 'x' },
      'Your request contains invalid purgeCache parameter.',
      'INVALID_PARAMETER',
    ],
    [
      'a name that is too long',
      { filePath: '/a', newFileName: 'x'.repeat(256) },
      'Your request contains invalid value for newFileName parameter.',
      undefined,
    ],
  ])('refuses %s', async (_, body, message, reason) => {
    const answer = await rename(body);
    expect([answer.status, answer.json().message, answer.json().reason]).toEqual([400, message, reason]);
  });

  it.each(['/v1/files/rename', '/v2/files/rename', '/v1/files/rename/'])(
    'by %s keeps ids, versions, tags and dates of creation',
    async (route) => {
      const fileId = await tree.write('/shop/a.txt', 'one', 'two');
      const before = await listVersions(server, fileId);
      const answer = await call(server, 'PUT', route, {
        filePath: `${tree.root}/shop/a.txt`,
        newFileName: ' big mug.jpg ',
      });
      expect([answer.status, answer.json()]).toEqual([200, {}]);
      const after = await listVersions(server, fileId);
      expect(after).toMatchObject(
        before.map(({ versionInfo, createdAt, tags, mime, size }) => ({
          fileId,
          name: 'big_mug.jpg',
          filePath: `${tree.root}/shop/big_mug.jpg`,
          versionInfo,
          createdAt,
          tags,
          mime,
          size,
        })),
      );
      expect(await tree.readVersions('/shop/big_mug.jpg')).toEqual(['two', 'one']);
      expect((await fetch(`${server.endpoint}${tree.root}/shop/a.txt`)).status).toBe(404);
    },
  );

  it.each([
    [
      'its own name',
      'a.txt',
      400,
      'SAME_OLD_AND_NEW_NAME',
      'newFileName cannot be the same as its existing name.',
    ],
    [
      'a name that is taken',
      'b.txt',
      409,
      'FILE_ALREADY_EXISTS',
      'File with name b.txt already exists at the same location.',
    ],
  ])('to %s is refused, and changes nothing', async (_, newFileName, status, reason, message) => {
    const fileId = await tree.write('/a.txt', 'one');
    await tree.write('/b.txt', 'other');
    const before = await getDetails(server, fileId);
    const answer = await rename({ filePath: `${tree.root}/a.txt`, newFileName });
    expect([answer.status, answer.json()]).toMatchObject([status, { reason, message }]);
    expect(answer.headers['x-should-retry']).toBe(status === 409 ? 'false' : undefined);
    expect(await getDetails(server, fileId)).toEqual(before);
    expect(await tree.readVersions('/b.txt')).toEqual(['other']);
  });

  it('of nothing says so, with the path as it was sent', async () => {
    const answer = await rename({ filePath: '//none//a.txt', newFileName: 'b.txt' });
    expect([answer.status, answer.json()]).toMatchObject([
      404,
      { message: 'No file found in media library at filePath //none//a.txt', reason: 'FILE_MISSING' },
    ]);
  });

  it('to the name of a folder is no conflict', async () => {
    await tree.write('/a', 'one');
    await tree.write('/folder/b.txt', 'two');
    expect((await rename({ filePath: `${tree.root}/a`, newFileName: 'folder' })).status).toBe(200);
    expect(await tree.readVersions('/folder')).toEqual(['one']);
  });

  it('by many at once to one name has one winner', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `${index}.txt`);
    await Promise.all(names.map((name) => tree.write(`/${name}`, name)));
    const answers = await Promise.all(
      names.map((name) => rename({ filePath: `${tree.root}/${name}`, newFileName: 'one.txt' })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(409)]);
  });

  it.each([1, 2, 3, 4, 5])('beside an upload to the same path loses neither: %i', async () => {
    const fileId = await tree.write('/a.txt', 'first');
    const [renamed, uploaded] = await Promise.all([
      rename({ filePath: `${tree.root}/a.txt`, newFileName: 'b.txt' }),
      upload(server, `${tree.root}/b.txt`, 'second'),
    ]);
    if (renamed.status === 200) {
      // The upload came later, onto the renamed file.
      expect(uploaded.fileId).toBe(fileId);
      expect(await tree.readVersions('/b.txt')).toEqual(['second', 'first']);
    } else {
      expect(renamed.status).toBe(409);
      expect([await tree.readVersions('/a.txt'), await tree.readVersions('/b.txt')]).toEqual([
        ['first'],
        ['second'],
      ]);
    }
  });
});
