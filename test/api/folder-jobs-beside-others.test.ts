import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, type FileObject, tryUpload, upload } from '../support/api.ts';
import { type JobName, startJob, untilOver } from '../support/jobs.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Every file below a folder, by its id. */
async function filesBelow(root: string): Promise<Map<string, FileObject>> {
  const query = new URLSearchParams({ searchQuery: `path : "${root}"`, limit: '1000' });
  const assets = (await call(server, 'GET', `/v1/files?${query}`)).json<FileObject[]>();
  return new Map(assets.filter(({ type }) => type === 'file').map((file) => [file.fileId, file]));
}

it.each(['moveFolder', 'copyFolder'] as JobName[])(
  'uploads, moves, renames and tags beside a %s lose nothing',
  async (name) => {
    const root = `/beside-${crypto.randomUUID()}`;
    const names = Array.from({ length: 240 }, (_, index) => `${index % 6}/file-${index}.txt`);
    const early = await Promise.all(names.map((path) => upload(server, `${root}/shop/${path}`, path)));
    for (let index = 0; index < 6; index += 1)
      await upload(server, `${root}/there/shop/${index}/own.txt`, 'own');
    const jobId = await startJob(server, name, {
      sourceFolderPath: `${root}/shop`,
      destinationPath: `${root}/there`,
    });
    const late = await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const folder = index % 2 === 0 ? `${root}/shop` : `${root}/there/shop`;
        return upload(server, `${folder}/${index % 6}/late-${index}.txt`, `late ${index}`);
      }),
    );
    const touched = await Promise.all(
      early.slice(0, 30).flatMap(({ fileId, filePath }) => [
        call(server, 'PATCH', `/v1/files/${fileId}/details`, { tags: ['touched'] }),
        call(server, 'POST', '/v1/files/move', {
          sourceFilePath: filePath,
          destinationPath: `${root}/apart`,
        }),
      ]),
    );
    for (const { status } of touched) expect([200, 204, 404]).toContain(status);
    await untilOver(server, jobId);
    const files = await filesBelow(root);
    for (const { fileId, name: fileName } of [...early, ...late])
      expect(files.get(fileId)?.name).toBe(fileName);
    const paths = [...files.values()].map(({ filePath }) => filePath);
    expect(new Set(paths).size).toBe(paths.length);
    if (name === 'moveFolder') expect(files.size).toBe(early.length + late.length + 6);
    else for (const path of names.slice(30)) expect(paths).toContain(`${root}/there/shop/${path}`);
  },
);

it('thirty overwrites of one file at once are thirty versions of it', async () => {
  const root = `/overwritten-${crypto.randomUUID()}`;
  const texts = Array.from({ length: 30 }, (_, index) => `text ${index}`);
  const place = { folder: root, fileName: 'a.txt', useUniqueFileName: false };
  const answers = await Promise.all(texts.map((text) => tryUpload(server, text, place)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const ids = new Set(answers.map((answer) => answer.json<{ fileId: string }>().fileId));
  expect(ids.size).toBe(1);
  const versions = (await call(server, 'GET', `/v1/files/${[...ids][0]}/versions`)).json<FileObject[]>();
  const kept = await Promise.all(versions.map(async ({ url }) => (await fetch(url)).text()));
  expect(kept.toSorted()).toEqual(texts.toSorted());
  const numbers = versions.map(({ versionInfo }) => Number(versionInfo.name.split(' ')[1]));
  expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => 30 - index));
});

it('fifty folders of one path at once are one, with one of each on the way', async () => {
  const root = `/made-${crypto.randomUUID()}`;
  const body = { folderName: 'e', parentFolderPath: `${root}/a/b/c/d` };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => call(server, 'POST', '/v1/folder', body)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  for (const path of ['', '/a', '/a/b', '/a/b/c', '/a/b/c/d']) {
    const folders = await call(server, 'GET', `/v1/files?type=folder&path=${root}${path}`);
    expect(folders.json()).toHaveLength(1);
  }
});
