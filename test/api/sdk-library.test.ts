import ImageKit from '@imagekit/nodejs';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { upload } from '../support/api.ts';
import { untilOver } from '../support/jobs.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

/** What people do with files and folders, through the official SDK as it is on npm. */
let server: RunningServer;
let client: ImageKit;
let root: string;
let fileId: string;

beforeAll(async () => {
  server = await startServer();
  client = new ImageKit({ privateKey: server.privateKey, baseURL: server.url });
});
afterAll(() => server.stop());
beforeEach(async () => {
  root = `/sdk/${crypto.randomUUID()}`;
  await upload(server, `${root}/shop/a.txt`, 'one');
  ({ fileId } = await upload(server, `${root}/shop/a.txt`, 'two'));
});

it('lists, finds, restores and deletes versions', async () => {
  const [current, older] = await client.files.versions.list(fileId);
  expect(current).toMatchObject({ type: 'file', versionInfo: { id: fileId, name: 'Version 2' } });
  const versionId = older?.versionInfo?.id ?? '';
  expect(await client.files.versions.get(versionId, { fileId })).toEqual(older);
  const restored = await client.files.versions.restore(versionId, { fileId });
  expect(restored).toMatchObject({ type: 'file', versionInfo: { id: versionId, name: 'Version 1' } });
  const [, displaced] = await client.files.versions.list(fileId);
  await client.files.versions.delete(displaced?.versionInfo?.id ?? '', { fileId });
  expect(await client.files.versions.list(fileId)).toEqual([restored]);
});

it('copies, moves and renames a file', async () => {
  const at = async (path: string) => (await client.assets.list({ path: root + path })) as { name?: string }[];
  await client.files.copy({ sourceFilePath: `${root}/shop/a.txt`, destinationPath: `${root}/copy` });
  expect(await at('/copy')).toHaveLength(1);
  await client.files.move({ sourceFilePath: `${root}/shop/a.txt`, destinationPath: `${root}/moved` });
  expect(await at('/shop')).toEqual([]);
  const renamed = await client.files.rename({ filePath: `${root}/moved/a.txt`, newFileName: 'b.txt' });
  expect(renamed).toEqual({});
  expect(await at('/moved')).toMatchObject([{ fileId, name: 'b.txt' }]);
});

it('tags and deletes files in bulk', async () => {
  const fileIds = [fileId];
  const updated = { successfullyUpdatedFileIds: fileIds };
  expect(await client.files.bulk.addTags({ fileIds, tags: ['a', 'b'] })).toEqual(updated);
  expect(await client.files.bulk.removeTags({ fileIds, tags: ['a'] })).toEqual(updated);
  expect(await client.files.bulk.removeAITags({ fileIds, AITags: ['a'] })).toEqual(updated);
  expect(await client.files.get(fileId)).toMatchObject({ tags: ['b'], AITags: null });
  expect(await client.files.bulk.delete({ fileIds })).toEqual({ successfullyDeletedFileIds: fileIds });
  await expect(client.files.get(fileId)).rejects.toBeInstanceOf(ImageKit.NotFoundError);
});

it('makes and deletes folders', async () => {
  const folderNames = async () =>
    (await client.assets.list({ path: root, type: 'folder' })).map((folder) => folder.name);
  expect(await client.folders.create({ folderName: 'new', parentFolderPath: root })).toEqual({});
  expect(await folderNames()).toEqual(['shop', 'new']);
  await client.folders.delete({ folderPath: `${root}/shop/` });
  expect(await folderNames()).toEqual(['new']);
  await expect(client.files.get(fileId)).rejects.toBeInstanceOf(ImageKit.NotFoundError);
});

it('copies, moves and renames a folder, and asks how the job is', async () => {
  const versionsAt = async (path: string) => {
    const [file] = (await client.assets.list({ path: root + path })) as { fileId?: string }[];
    return file?.fileId === undefined ? [] : client.files.versions.list(file.fileId);
  };
  const over = async ({ jobId }: { jobId: string }, type: string) => {
    await untilOver(server, jobId);
    expect(await client.folders.job.get(jobId)).toEqual({ jobId, type, status: 'Completed' });
  };
  const copy = { sourceFolderPath: `${root}/shop`, destinationPath: `${root}/copy`, includeVersions: true };
  await over(await client.folders.copy(copy), 'COPY_FOLDER');
  expect(await versionsAt('/copy/shop')).toHaveLength(2);
  const move = { sourceFolderPath: `${root}/shop/`, destinationPath: `${root}/moved/` };
  await over(await client.folders.move(move), 'MOVE_FOLDER');
  expect(await versionsAt('/moved/shop')).toMatchObject([{ fileId }, {}]);
  const rename = { folderPath: `${root}/moved/shop`, newFolderName: 'spring sale', purgeCache: false };
  await over(await client.folders.rename(rename), 'RENAME_FOLDER');
  expect(await versionsAt('/moved/spring_sale')).toMatchObject([{ fileId }, {}]);
  await expect(client.folders.job.get('none')).rejects.toBeInstanceOf(ImageKit.NotFoundError);
});

it.each([
  [
    ImageKit.BadRequestError,
    400,
    { message: 'You cannot delete current version of a file.' },
    () => client.files.versions.delete(fileId, { fileId }),
  ],
  [
    ImageKit.NotFoundError,
    404,
    { message: 'The requested file(s) does not exist.', missingFileIds: ['697f0800a1b2c3d4e5f60718'] },
    () => client.files.bulk.delete({ fileIds: [fileId, '697f0800a1b2c3d4e5f60718'] }),
  ],
  [
    ImageKit.NotFoundError,
    404,
    { message: 'No folder found with folderPath `nope/`.', reason: 'FOLDER_NOT_FOUND' },
    () => client.folders.delete({ folderPath: 'nope/' }),
  ],
  [
    ImageKit.NotFoundError,
    404,
    { message: 'No files & folder found at sourceFolderPath `nope/`.', reason: 'NO_FILES_FOLDER' },
    () => client.folders.move({ sourceFolderPath: 'nope/', destinationPath: '/there' }),
  ],
  [
    ImageKit.ConflictError,
    409,
    { message: 'File with name b.txt already exists at the same location.', reason: 'FILE_ALREADY_EXISTS' },
    async () => {
      await upload(server, `${root}/shop/b.txt`, 'taken');
      return client.files.rename({ filePath: `${root}/shop/a.txt`, newFileName: 'b.txt' });
    },
  ],
])('gets an error as %o, %i, %j', async (kind, status, body, act) => {
  const error = await act().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(kind);
  expect(error).toMatchObject({ status, error: body });
});
