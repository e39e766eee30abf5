import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, type FileObject, getDetails, upload } from '../support/api.ts';
import { askForJob, doJob, type JobName, startJob, untilOver } from '../support/jobs.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { listVersionNames, listVersions, plantTree, type Tree } from '../support/tree.ts';

let server: RunningServer;
let tree: Tree;

beforeAll(async () => {
  server = await startServer({ CALOTYPE_MAX_FOLDER_ITEMS: 400, CALOTYPE_MAX_PURGES_PER_MONTH: 1 });
});
afterAll(() => server.stop());
beforeEach(() => {
  tree = plantTree(server);
});

const at = (path: string) => tree.root + path;
const transfer = (from: string, to: string, more = {}) => ({
  sourceFolderPath: at(from),
  destinationPath: to === 'ROOT' ? '/' : at(to),
  ...more,
});
const makeFolder = (path: string) =>
  call(server, 'POST', '/v1/folder', {
    folderName: path.split('/').at(-1),
    parentFolderPath: at(path.slice(0, path.lastIndexOf('/'))),
  });

interface FolderObject {
  readonly folderId: string;
  readonly name: string;
  readonly folderPath: string;
  readonly updatedAt: string;
}

async function findFolder(path: string): Promise<FolderObject | undefined> {
  const slash = path.lastIndexOf('/');
  const query = new URLSearchParams({ type: 'folder', path: at(path.slice(0, slash)), limit: '1000' });
  const folders = (await call(server, 'GET', `/v1/files?${query}`)).json<FolderObject[]>();
  return folders.find(({ name }) => name === path.slice(slash + 1));
}

/** Paths of all files below the tree's root, sorted. */
async function listFiles(): Promise<string[]> {
  const query = new URLSearchParams({ searchQuery: `path : "${tree.root}"`, limit: '1000' });
  const assets = (await call(server, 'GET', `/v1/files?${query}`)).json<FileObject[]>();
  return assets
    .filter(({ type }) => type === 'file')
    .map(({ filePath }) => filePath.slice(tree.root.length))
    .toSorted();
}

async function deliver(path: string): Promise<string | number> {
  const response = await fetch(`${server.endpoint}${at(path)}`);
  return response.ok ? response.text() : response.status;
}

const dots = `'.' & '..' can not be used as folder-name`;

describe('a folder', () => {
  it('that is copied is in both places, file by file, without older versions', async () => {
    const original = await tree.write('/shop/a.txt', 'one', 'two');
    await tree.write('/shop/deep/er/b.txt', 'b');
    await makeFolder('/shop/empty');
    await doJob(server, 'copyFolder', transfer('/shop', '/backup'));
    expect(await listFiles()).toEqual([
      '/backup/shop/a.txt',
      '/backup/shop/deep/er/b.txt',
      '/shop/a.txt',
      '/shop/deep/er/b.txt',
    ]);
    const copy = await tree.findAt('/backup/shop/a.txt');
    expect(copy?.fileId).not.toBe(original);
    expect(copy).toMatchObject({ tags: ['two'], description: 'two', versionInfo: { name: 'Version 1' } });
    expect(await tree.readVersions('/backup/shop/a.txt')).toEqual(['two']);
    expect(await tree.readVersions('/shop/a.txt')).toEqual(['two', 'one']);
    expect(await deliver('/backup/shop/deep/er/b.txt')).toBe('b');
    expect(await findFolder('/backup/shop/empty')).toBeDefined();
    expect((await findFolder('/backup/shop'))?.folderId).not.toBe((await findFolder('/shop'))?.folderId);
  });

  it.each([['includeVersions'], ['includeFileVersions']])(
    'that is copied with %s has all of them',
    async (name) => {
      const original = await tree.write('/shop/a.txt', 'one', 'two', 'three');
      await doJob(server, 'copyFolder', transfer('/shop', '/backup', { [name]: true }));
      const copy = (await tree.findAt('/backup/shop/a.txt'))?.fileId ?? '';
      expect(await tree.readVersions('/backup/shop/a.txt')).toEqual(['three', 'two', 'one']);
      expect(await listVersionNames(server, copy)).toEqual(['Version 3', 'Version 2', 'Version 1']);
      const ids = (await listVersions(server, copy)).map(({ versionInfo }) => versionInfo.id);
      expect(ids[0]).toBe(copy);
      expect(ids).not.toContain(original);
    },
  );

  it('that is moved is gone, and has its ids, versions and dates where it is now', async () => {
    const fileId = await tree.write('/shop/deep/a.txt', 'one', 'two');
    await makeFolder('/shop/empty');
    const before = await getDetails(server, fileId);
    const folders = [await findFolder('/shop'), await findFolder('/shop/deep')];
    await fetch(before.url);
    const done = await doJob(server, 'moveFolder', transfer('/shop/', '/archive//2026'));
    expect(done.progress).toEqual({ items: 4, processed: 4, skipped: 0 });
    expect(await listFiles()).toEqual(['/archive/2026/shop/deep/a.txt']);
    expect(await findFolder('/shop')).toBeUndefined();
    const after = await getDetails(server, fileId);
    expect(after).toEqual({
      ...before,
      filePath: at('/archive/2026/shop/deep/a.txt'),
      url: after.url,
      thumbnail: after.thumbnail,
    });
    expect((await findFolder('/archive/2026/shop'))?.folderId).toBe(folders[0]?.folderId);
    expect((await findFolder('/archive/2026/shop/deep'))?.folderId).toBe(folders[1]?.folderId);
    expect(await findFolder('/archive/2026/shop/empty')).toBeDefined();
    expect(await deliver('/shop/deep/a.txt')).toBe(404);
    expect(await deliver('/archive/2026/shop/deep/a.txt')).toBe('two');
    expect(await tree.readVersions('/archive/2026/shop/deep/a.txt')).toEqual(['two', 'one']);
  });

  it('that is renamed has its ids, and its files their dates', async () => {
    const fileId = await tree.write('/shop/deep/a.txt', 'one');
    await tree.write('/shopping/a.txt', 'beside');
    const before = await getDetails(server, fileId);
    const folder = await findFolder('/shop');
    await doJob(server, 'renameFolder', { folderPath: at('/shop'), newFolderName: ' spring sale.26 ' });
    expect(await listFiles()).toEqual(['/shopping/a.txt', '/spring_sale_26/deep/a.txt']);
    expect(await getDetails(server, fileId)).toMatchObject({ updatedAt: before.updatedAt });
    expect(await findFolder('/spring_sale_26')).toMatchObject({ folderId: folder?.folderId });
    expect(await deliver('/spring_sale_26/deep/a.txt')).toBe('one');
    expect(await deliver('/shop/deep/a.txt')).toBe(404);
    const found = await call(
      server,
      'GET',
      `/v1/files?searchQuery=${encodeURIComponent(`path : "${at('/spring_sale_26')}"`)}`,
    );
    expect(found.json<FileObject[]>().map((asset) => asset.fileId)).toContain(fileId);
  });

  it('goes to the root and back', async () => {
    const name = `root-${crypto.randomUUID()}`;
    await tree.write(`/${name}/a.txt`, 'one');
    await doJob(server, 'moveFolder', transfer(`/${name}`, 'ROOT'));
    expect(await (await fetch(`${server.endpoint}/${name}/a.txt`)).text()).toBe('one');
    await doJob(server, 'moveFolder', { sourceFolderPath: name, destinationPath: at('/back') });
    expect(await listFiles()).toEqual([`/back/${name}/a.txt`]);
  });

  it.each(['copyFolder', 'moveFolder'] as const)('that is empty is a folder still: %s', async (name) => {
    await makeFolder('/shop');
    await doJob(server, name, transfer('/shop', '/there'));
    expect(await findFolder('/there/shop')).toBeDefined();
    expect((await findFolder('/shop')) === undefined).toBe(name === 'moveFolder');
  });

  it('that is copied into itself is copied as it was', async () => {
    await tree.write('/a/one.txt', 'one');
    await tree.write('/a/b/two.txt', 'two');
    await doJob(server, 'copyFolder', transfer('/a', '/a/b'));
    expect(await listFiles()).toEqual(['/a/b/a/b/two.txt', '/a/b/a/one.txt', '/a/b/two.txt', '/a/one.txt']);
    // Now there is something of that name already, with files that are to be copied themselves.
    await doJob(server, 'copyFolder', transfer('/a', '/a/b'));
    expect((await listFiles()).filter((path) => path.startsWith('/a/b/a/b/'))).toEqual([
      '/a/b/a/b/a/b/two.txt',
      '/a/b/a/b/a/one.txt',
      '/a/b/a/b/two.txt',
    ]);
    expect(await tree.readVersions('/a/b/a/one.txt')).toEqual(['one', 'one']);
    expect(await tree.readVersions('/a/b/a/b/a/one.txt')).toEqual(['one']);
  });

  it.each(['copyFolder', 'moveFolder'] as const)(
    'comes out of a folder of its name into the one above: %s',
    async (name) => {
      await tree.write('/x/p/x/one.txt', 'inner');
      await tree.write('/x/p/x/p/two.txt', 'inner');
      await tree.write('/x/one.txt', 'outer');
      await doJob(server, name, transfer('/x/p/x', '/'));
      const moved = ['/x/one.txt', '/x/p/two.txt'];
      const left = name === 'copyFolder' ? ['/x/p/x/one.txt', '/x/p/x/p/two.txt'] : [];
      expect(await listFiles()).toEqual([...moved, ...left].toSorted());
      expect(await tree.readVersions('/x/one.txt')).toEqual(['inner', 'outer']);
    },
  );
});

it('a folder that comes out of folders of its name keeps what lies deeper, each in its place', async () => {
  await tree.write('/y/y/y/q/r/x.jpg', 'deep');
  await tree.write('/y/q/r/x.jpg', 'another');
  await doJob(server, 'moveFolder', transfer('/y/y', '/'));
  expect(await listFiles()).toEqual(['/y/q/r/x.jpg', '/y/y/q/r/x.jpg']);
  expect(await tree.readVersions('/y/q/r/x.jpg')).toEqual(['another']);
});

describe.each(['copyFolder', 'moveFolder'] as const)('a folder that is there already: %s', (name) => {
  it('takes in what comes, and files go on with the history of their namesakes', async () => {
    const source = await tree.write('/shop/a.txt', 'new');
    await tree.write('/shop/deep/b.txt', 'b');
    await tree.write('/shop/fresh/c.txt', 'c');
    const target = await tree.write('/there/shop/a.txt', 'old', 'older');
    await tree.write('/there/shop/deep/own.txt', 'own');
    const before = [
      await findFolder('/there/shop'),
      await findFolder('/there/shop/deep'),
      await findFolder('/shop/fresh'),
    ];
    await doJob(server, name, transfer('/shop', '/there'));
    const there = [
      '/there/shop/a.txt',
      '/there/shop/deep/b.txt',
      '/there/shop/deep/own.txt',
      '/there/shop/fresh/c.txt',
    ];
    const left = name === 'copyFolder' ? ['/shop/a.txt', '/shop/deep/b.txt', '/shop/fresh/c.txt'] : [];
    expect(await listFiles()).toEqual([...left, ...there]);
    expect(await getDetails(server, target)).toMatchObject({
      filePath: at('/there/shop/a.txt'),
      tags: ['new'],
      versionInfo: { id: target, name: 'Version 3' },
    });
    expect(await tree.readVersions('/there/shop/a.txt')).toEqual(['new', 'older', 'old']);
    const status = (await call(server, 'GET', `/v1/files/${source}/details`)).status;
    expect(status).toBe(name === 'copyFolder' ? 200 : 404);
    expect((await findFolder('/there/shop'))?.folderId).toBe(before[0]?.folderId);
    expect((await findFolder('/there/shop/deep'))?.folderId).toBe(before[1]?.folderId);
    const isSame = (await findFolder('/there/shop/fresh'))?.folderId === before[2]?.folderId;
    expect(isSame).toBe(name === 'moveFolder');
    expect((await findFolder('/shop')) === undefined).toBe(name === 'moveFolder');
  });

  it('leaves out a file that would get too many versions, and finishes with all others', async () => {
    const parent = tree.root;
    for (const text of ['1', '2']) await upload(server, `${parent}/shop/m.txt`, text);
    for (const file of ['a.txt', 'z.txt']) await upload(server, `${parent}/shop/${file}`, file);
    const fillUp = {
      sourceFilePath: `${parent}/a/m.txt`,
      destinationPath: `${parent}/b`,
      includeFileVersions: true,
    };
    const fillBack = {
      sourceFilePath: `${parent}/b/m.txt`,
      destinationPath: `${parent}/a`,
      includeFileVersions: true,
    };
    await upload(server, `${parent}/a/m.txt`, 'x');
    // 1, 1, 2, 3, 5 … 55, 89: each copy adds the versions of the other file.
    for (let round = 0; round < 10; round += 1) {
      const copied = await call(server, 'POST', '/v1/files/copy', round % 2 === 0 ? fillUp : fillBack);
      expect(copied.status).toBe(204);
    }
    const full = (await listVersions(server, (await tree.findAt('/a/m.txt'))?.fileId ?? '')).length;
    expect(full).toBe(89);
    await call(server, 'POST', '/v1/files/move', {
      sourceFilePath: `${parent}/a/m.txt`,
      destinationPath: `${parent}/there/shop`,
    });
    for (let index = full; index < 99; index += 1)
      await upload(server, `${parent}/there/shop/m.txt`, `${index}`);
    const { progress } = await doJob(server, name, transfer('/shop', '/there', { includeVersions: true }));
    expect(progress).toMatchObject({ skipped: 1 });
    expect(await tree.readVersions('/shop/m.txt')).toEqual(['2', '1']);
    expect((await tree.readVersions('/there/shop/m.txt')).length).toBe(99);
    const files = await listFiles();
    expect(files).toContain('/there/shop/a.txt');
    expect(files).toContain('/there/shop/z.txt');
    expect(files.includes('/shop/a.txt')).toBe(name === 'copyFolder');
  });
});

describe.each(['copyFolder', 'moveFolder'] as const)('%s', (name) => {
  const same = 'sourceFolderPath and destinationPath cannot be same.';
  it.each([
    ['nothing', {}, 'sourceFolderPath parameter is missing.', 'MISSING_PARAMETER'],
    ['no body', undefined, 'sourceFolderPath parameter is missing.', 'MISSING_PARAMETER'],
    ['a list', [], 'sourceFolderPath parameter is missing.', 'MISSING_PARAMETER'],
    ['no source', { destinationPath: '/a' }, 'sourceFolderPath parameter is missing.', 'MISSING_PARAMETER'],
    [
      'no destination',
      { sourceFolderPath: '/a' },
      'destinationPath parameter is missing.',
      'MISSING_PARAMETER',
    ],
    [
      'an empty source',
      { sourceFolderPath: '', destinationPath: '/a' },
      'sourceFolderPath parameter is missing.',
      'MISSING_PARAMETER',
    ],
    [
      'an empty destination',
      { sourceFolderPath: '/a', destinationPath: '' },
      'destinationPath parameter is missing.',
      'MISSING_PARAMETER',
    ],
    [
      'a source that is no text',
      { sourceFolderPath: 1, destinationPath: '/a' },
      'Your request contains invalid sourceFolderPath parameter.',
      'INVALID_PARAMETER',
    ],
    [
      'a destination that is no text',
      { sourceFolderPath: '/a', destinationPath: null },
      'Your request contains invalid destinationPath parameter.',
      'INVALID_PARAMETER',
    ],
    [
      'the root',
      { sourceFolderPath: '/', destinationPath: '/a' },
      'sourceFolderPath cannot be root',
      'SOURCE_IS_ROOT',
    ],
    [
      'the root, written otherwise',
      { sourceFolderPath: '//', destinationPath: '/a' },
      'sourceFolderPath cannot be root',
      'SOURCE_IS_ROOT',
    ],
    [
      'itself as destination',
      { sourceFolderPath: '/a/b', destinationPath: 'a//b/' },
      same,
      'SAME_SOURCE_AND_DESTINATION',
    ],
    [
      'the folder it is in',
      { sourceFolderPath: '/a/b/', destinationPath: '/a' },
      same,
      'SAME_SOURCE_AND_DESTINATION',
    ],
    [
      'the root as the folder it is in',
      { sourceFolderPath: '/a', destinationPath: '/' },
      same,
      'SAME_SOURCE_AND_DESTINATION',
    ],
    ['a folder above', { sourceFolderPath: '/a', destinationPath: '/b/..' }, dots, 'INVALID_FOLDER_PATH'],
    ['this folder', { sourceFolderPath: '/a', destinationPath: './b' }, dots, 'INVALID_FOLDER_PATH'],
    [
      'a destination too deep',
      { sourceFolderPath: '/a', destinationPath: '/d'.repeat(51) },
      'A folder can be nested at most 50 levels deep.',
      'INVALID_FOLDER_PATH',
    ],
  ])('of %s is refused', async (_, body, message, reason) => {
    const answer = await askForJob(server, name, body);
    expect([answer.status, answer.json()]).toMatchObject([400, { message, reason }]);
  });

  it.each([
    ['/none', '/there'],
    ['/SHOP', '/there'],
    ['/shop/a.txt', '/there'],
    ['/shop/..', '/there'],
    ['/%73hop', '/there'],
  ])('of %s finds nothing, and makes no folder', async (from, to) => {
    await tree.write('/shop/a.txt', 'one');
    const answer = await askForJob(server, name, transfer(from, to));
    expect([answer.status, answer.json()]).toMatchObject([
      404,
      { message: `No files & folder found at sourceFolderPath \`${at(from)}\`.`, reason: 'NO_FILES_FOLDER' },
    ]);
    expect(await findFolder('/there')).toBeUndefined();
  });

  it('is refused where what is below would lie too deep, or its paths get too long', async () => {
    await makeFolder(`/shop${'/d'.repeat(30)}`);
    const deep = await askForJob(server, name, transfer('/shop', '/e'.repeat(18)));
    expect([deep.status, deep.json().reason]).toEqual([400, 'INVALID_FOLDER_PATH']);
    await tree.write(`/long/${'a'.repeat(250)}`, 'one');
    const long = await askForJob(server, name, transfer('/long', `/${'b'.repeat(250)}`.repeat(3)));
    expect([long.status, long.json().message]).toEqual([
      400,
      'Your request contains invalid value for destinationPath parameter.',
    ]);
    expect((await askForJob(server, name, transfer('/shop', '/e'.repeat(17)))).status).toBe(200);
  });

  it('answers under /v2 and with a trailing slash', async () => {
    await tree.write('/a/one.txt', 'one');
    await tree.write('/b/one.txt', 'one');
    for (const [path, from] of [
      [`/v2/bulkJobs/${name}`, '/a'],
      [`/v1/bulkJobs/${name}/`, '/b'],
    ] as const) {
      const answer = await call(server, 'POST', path, transfer(from, '/there'));
      expect(answer.status, answer.text).toBe(200);
      await untilOver(server, answer.json<{ jobId: string }>().jobId);
    }
    expect((await listFiles()).filter((path) => path.startsWith('/there'))).toHaveLength(2);
  });
});

it('refuses to copy or move more than the setting allows, and renames it all the same', async () => {
  const copies = [];
  for (let index = 0; index < 201; index += 1) copies.push(makeFolder(`/many/${index}/x`));
  await Promise.all(copies);
  for (const name of ['copyFolder', 'moveFolder'] as const) {
    const answer = await askForJob(server, name, transfer('/many', '/there'));
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      {
        message:
          'Total nested assets (files, folders and file versions) are more than allowed limit of 400 items.',
        reason: 'TOO_MANY_OBJECTS',
      },
    ]);
  }
  await doJob(server, 'renameFolder', { folderPath: at('/many'), newFolderName: 'more' });
  expect(await findFolder('/more/200/x')).toBeDefined();
});

it.each([
  [{}, 'includeVersions', 'yes'],
  [{}, 'includeFileVersions', 1],
])('copyFolder refuses %o with %s of %j', async (_, name, value) => {
  const answer = await askForJob(server, 'copyFolder', transfer('/a', '/b', { [name]: value }));
  expect([answer.status, answer.json()]).toMatchObject([
    400,
    { message: `Your request contains invalid ${name} parameter.`, reason: 'INVALID_PARAMETER' },
  ]);
});

describe('moveFolder', () => {
  it.each(['/shop/2026', '/shop/2026/deep'])('into its own %s is refused', async (to) => {
    await tree.write('/shop/2026/a.txt', 'one');
    const answer = await askForJob(server, 'moveFolder', transfer('/shop', to));
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      {
        message: 'This operation is not allowed because parent folder cannot be moved into child folder.',
        reason: 'INVALID_DESTINATION_PATH',
      },
    ]);
  });

  it('beside itself is no move into itself', async () => {
    await tree.write('/shop/a.txt', 'one');
    await doJob(server, 'moveFolder', transfer('/shop', '/shopping'));
    expect(await listFiles()).toEqual(['/shopping/shop/a.txt']);
  });

  it('is also PUT, as rclone asks', async () => {
    await tree.write('/shop/a.txt', 'one');
    const answer = await call(server, 'PUT', '/v2/bulkJobs/moveFolder', transfer('/shop', '/there'));
    expect(answer.status).toBe(200);
    await untilOver(server, answer.json<{ jobId: string }>().jobId);
    expect(await listFiles()).toEqual(['/there/shop/a.txt']);
  });
});

describe('renameFolder', () => {
  it.each([
    [{}, 400, 'folderPath parameter is missing.', undefined],
    [[], 400, 'folderPath parameter is missing.', undefined],
    [{ newFolderName: 'a' }, 400, 'folderPath parameter is missing.', undefined],
    [{ folderPath: '', newFolderName: 'a' }, 400, 'folderPath parameter is missing.', undefined],
    [{ folderPath: '/a' }, 400, 'newFolderName parameter is missing.', undefined],
    [
      { folderPath: 1, newFolderName: 'a' },
      400,
      'Your request contains invalid folderPath parameter.',
      'INVALID_PARAMETER',
    ],
    [
      { folderPath: '/a', newFolderName: null },
      400,
      'Your request contains invalid newFolderName parameter.',
      'INVALID_PARAMETER',
    ],
    [
      { folderPath: '/a', newFolderName: 'b', purgeCache: 'x' },
      400,
      'Your request contains invalid purgeCache parameter.',
      'INVALID_PARAMETER',
    ],
    [
      { folderPath: '/a', newFolderName: ' ' },
      400,
      'Your request contains invalid newFolderName parameter.',
      undefined,
    ],
    [
      { folderPath: '/a', newFolderName: 'b/c' },
      400,
      'newFolderName parameter cannot have a slash.',
      undefined,
    ],
    [{ folderPath: '/', newFolderName: 'a' }, 400, 'folderPath cannot be root.', undefined],
    [{ folderPath: '/a', newFolderName: '..' }, 400, dots, 'INVALID_FOLDER_PATH'],
    [{ folderPath: '/a', newFolderName: '.' }, 400, dots, 'INVALID_FOLDER_PATH'],
    [
      { folderPath: '/a', newFolderName: 'a'.repeat(256) },
      400,
      'A folder name can have at most 255 bytes.',
      'INVALID_FOLDER_PATH',
    ],
    [{ folderPath: '/nope', newFolderName: 'a' }, 404, 'Source folder not found.', undefined],
  ])('of %j is refused with %i', async (body, status, message, reason) => {
    const answer = await askForJob(server, 'renameFolder', body);
    expect([answer.status, answer.json().message, answer.json().reason]).toEqual([status, message, reason]);
  });

  it.each(['there', 'shop', 'the re'])('to the taken name %j is refused', async (newFolderName) => {
    await tree.write('/shop/a.txt', 'one');
    await tree.write('/there/a.txt', 'one');
    await tree.write('/the_re/a.txt', 'one');
    const answer = await askForJob(server, 'renameFolder', { folderPath: at('/shop'), newFolderName });
    const name = newFolderName.replace(' ', '_');
    expect([answer.status, answer.json().message]).toEqual([
      409,
      `Folder with name ${name} already exists at the same location.`,
    ]);
  });

  it('asks for a purge of what is below the old path, and says so when it must not', async () => {
    await tree.write('/shop/deep/a.txt', 'one');
    const purging = { folderPath: at('/shop'), newFolderName: 'store', purgeCache: true };
    const jobId = await startJob(server, 'renameFolder', purging);
    await untilOver(server, jobId);
    const job = (await call(server, 'GET', `/v1/bulkJobs/${jobId}`)).json();
    expect(job).toEqual({
      jobId,
      type: 'RENAME_FOLDER',
      status: 'Completed',
      purgeRequestId: job.purgeRequestId,
    });
    await vi.waitFor(
      async () => {
        const purge = await call(server, 'GET', `/v1/files/purge/${job.purgeRequestId}`);
        expect([purge.status, purge.json()]).toEqual([200, { status: 'Completed' }]);
      },
      { timeout: 10_000 },
    );

    const refused = await startJob(server, 'renameFolder', {
      ...purging,
      folderPath: at('/store'),
      newFolderName: 'shop',
    });
    await vi.waitFor(
      async () => {
        const answer = await call(server, 'GET', `/v1/bulkJobs/${refused}`);
        expect([answer.status, answer.json()]).toEqual([
          207,
          {
            jobId: refused,
            type: 'RENAME_FOLDER',
            status: 'Partial success',
            message: 'Folder renamed successfully but purging cache on nested files failed.',
            help: expect.any(String),
          },
        ]);
      },
      { timeout: 10_000 },
    );
    expect(await listFiles()).toEqual(['/shop/deep/a.txt']);
  });

  it('to the name of a file, or to another case, is none', async () => {
    await tree.write('/shop/a.txt', 'one');
    await tree.write('/there', 'a file');
    await doJob(server, 'renameFolder', { folderPath: at('/shop'), newFolderName: 'there' });
    await doJob(server, 'renameFolder', { folderPath: at('/there'), newFolderName: 'THERE' });
    expect(await listFiles()).toEqual(['/THERE/a.txt', '/there']);
  });
});

describe('a job', () => {
  it.each([
    ['copyFolder', 'COPY_FOLDER'],
    ['moveFolder', 'MOVE_FOLDER'],
    ['renameFolder', 'RENAME_FOLDER'],
  ] as [JobName, string][])(
    'of %s is of type %s, and shows nothing else unless asked',
    async (name, type) => {
      await tree.write('/shop/a.txt', 'one');
      const body =
        name === 'renameFolder'
          ? { folderPath: at('/shop'), newFolderName: 'b' }
          : transfer('/shop', '/there');
      const jobId = await startJob(server, name, body);
      expect(jobId).toMatch(/^[0-9a-f]{24}$/);
      await untilOver(server, jobId);
      for (const path of [`/v1/bulkJobs/${jobId}`, `/v2/bulkJobs/${jobId}/`]) {
        const answer = await call(server, 'GET', path);
        expect([answer.status, answer.json()]).toEqual([200, { jobId, type, status: 'Completed' }]);
      }
    },
  );

  it.each(['697f0800a1b2c3d4e5f60718', 'x', '%00', `${'a'.repeat(500)}`])(
    '%s that is none is not found',
    async (jobId) => {
      const answer = await call(server, 'GET', `/v1/bulkJobs/${jobId}`);
      expect([answer.status, answer.json().message]).toEqual([404, 'The requested job does not exist.']);
    },
  );
});
