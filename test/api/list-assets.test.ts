import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type FileObject, upload } from '../support/api.ts';
import { drawPlain } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
  const picture = (width: number, height: number) => drawPlain(width, height, 'teal').png().toBuffer();
  await upload(server, '/b.png', await picture(30, 10), { tags: 'warm,round' });
  await upload(server, '/shop/a.png', await picture(10, 30), { tags: 'warm' });
  await upload(server, '/shop/c.txt', 'some text that is longer than a small picture '.repeat(20));
  await upload(server, '/shop/old/d.png', await picture(20, 20), { tags: 'round' });
  await upload(server, '/shop/old/d.png', await picture(40, 5));
});
afterAll(() => server.stop());

type Listed = Pick<FileObject, 'name'> & { readonly type: string };

async function list(query: string): Promise<string[]> {
  const answer = await call(server, 'GET', `/v1/files${query}`);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return answer.json<Listed[]>().map(({ name, type }) => (type === 'file' ? name : `${type} ${name}`));
}

/** Spec library-api §3.1. */
describe('the list', () => {
  it.each([
    ['', ['b.png', 'a.png', 'c.txt', 'd.png']],
    ['?type=', ['b.png', 'a.png', 'c.txt', 'd.png']],
    ['?type=file-version', ['file-version d.png']],
    ['?type=folder', ['folder shop', 'folder old']],
    ['?type=folder&path=/', ['folder shop']],
    ['?type=folder&path=/shop', ['folder old']],
    ['?path=/', ['b.png']],
    ['?path=shop', ['a.png', 'c.txt']],
    ['?path=%2F%2Fshop%2F', ['a.png', 'c.txt']],
    ['?path=/Shop', []],
    ['?path=/nowhere', []],
    ['?fileType=image', ['b.png', 'a.png', 'd.png']],
    ['?fileType=non-image', ['c.txt']],
    ['?fileType=all&path=/shop', ['a.png', 'c.txt']],
    ['?sort=ASC_NAME', ['a.png', 'b.png', 'c.txt', 'd.png']],
    ['?sort=DESC_NAME', ['d.png', 'c.txt', 'b.png', 'a.png']],
    ['?sort=DESC_CREATED', ['d.png', 'c.txt', 'a.png', 'b.png']],
    ['?sort=ASC_WIDTH&fileType=image', ['a.png', 'b.png', 'd.png']],
    ['?sort=DESC_HEIGHT&fileType=image', ['a.png', 'b.png', 'd.png']],
    ['?sort=DESC_SIZE&limit=1', ['c.txt']],
    ['?limit=2', ['b.png', 'a.png']],
    ['?limit=2&skip=2', ['c.txt', 'd.png']],
    ['?skip=4', []],
    ['?skip=9007199254740993', []],
    ['?skip=99999999999999999999', []],
    ['?tags=warm', ['b.png', 'a.png']],
    ['?tags=round, nothing', ['b.png']],
    ['?name=c.txt', ['c.txt']],
    ['?name=C.TXT', []],
    ['?limit=&skip=&path=&tags=&name=&sort=', ['b.png', 'a.png', 'c.txt', 'd.png']],
    ['?nonsense=1&limit=1', ['b.png']],
  ])('%s has %o', async (query, expected) => {
    expect(await list(query.replaceAll(' ', '%20'))).toEqual(expected);
  });

  it.each(['?type=all', '?includeFolder=true'])(
    '%s has files and folders, and no old versions',
    async (query) => {
      expect((await list(query)).sort()).toEqual([
        'a.png',
        'b.png',
        'c.txt',
        'd.png',
        'folder old',
        'folder shop',
      ]);
    },
  );

  it('shows what has just been uploaded, and not what has just been deleted', async () => {
    const { fileId } = await upload(server, '/fresh/a.txt', 'text');
    expect(await list('?path=/fresh')).toEqual(['a.txt']);
    await call(server, 'DELETE', `/v1/files/${fileId}`);
    expect(await list('?path=/fresh')).toEqual([]);
  });

  it('shows a folder with its whole path', async () => {
    const answer = await call(server, 'GET', '/v1/files?type=folder&name=old');
    expect(answer.json()).toEqual([
      {
        type: 'folder',
        folderId: expect.stringMatching(/^[0-9a-f]{24}$/),
        name: 'old',
        folderPath: '/shop/old',
        customMetadata: {},
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        updatedAt: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it.each([
    ['skip=-1', 'The value of skip parameter should be greater than or equal to 0. Value sent is -1.'],
    ['skip=x', 'The value of skip parameter should be greater than or equal to 0. Value sent is x.'],
    ['skip=1.5', 'The value of skip parameter should be greater than or equal to 0. Value sent is 1.5.'],
    ['limit=0', 'Minimum value of limit parameter is 1. Value sent is 0.'],
    ['limit=-5', 'Minimum value of limit parameter is 1. Value sent is -5.'],
    ['limit=x', 'Minimum value of limit parameter is 1. Value sent is x.'],
    ['limit=1001', 'Maximum value of limit parameter is 1000. Value sent is 1001.'],
    ['limit=2000', 'Maximum value of limit parameter is 1000. Value sent is 2000.'],
    ['sort=ASC_NOTHING', 'Your request contains invalid value for sort parameters.'],
    ['sort=name', 'Your request contains invalid value for sort parameters.'],
    [
      'type=video',
      'Your request contains invalid value for type parameter. Please provide one of the following: file, file-version, folder, all.',
    ],
    [
      'fileType=video',
      'Your request contains invalid value for fileType parameter. Please provide one of the following: all, image, non-image.',
    ],
  ])('%s is refused', async (query, message) => {
    const answer = await call(server, 'GET', `/v1/files?${query}`);
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
  });

  it('with a parameter twice is no failure of ours', async () => {
    for (const query of [
      'limit=1&limit=2',
      'path=/a&path=/b',
      'sort=ASC_NAME&sort=x',
      'limit[]=1',
      'path=%00',
      'name=%E0%A4%A',
    ]) {
      expect((await call(server, 'GET', `/v1/files?${query}`)).status, query).toBeLessThan(500);
    }
  });
});
