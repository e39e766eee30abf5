import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, tryUpload, type Uploaded } from '../support/api.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const send = (fields: Record<string, string | boolean>) => tryUpload(server, 'text', fields);

/** Spec upload §6.1. */
describe('a name', () => {
  it.each([
    ['plain.jpg', 'plain.jpg'],
    ['my photo (1).jpg', 'my_photo__1_.jpg'],
    ['a/b.png', 'a_b.png'],
    ['naïve café.jpg', 'naïve_café.jpg'],
    ['फ़ाइल नाम.png', 'फ़ाइल_नाम.png'],
    ['emoji😀x.jpg', 'emoji_x.jpg'],
    ['a+b&c@d.txt', 'a_b_c_d.txt'],
    ['100%.gif', '100_.gif'],
    ['  padded.txt ', 'padded.txt'],
    ['UPPER.JPG', 'UPPER.JPG'],
    ['../up.txt', '.._up.txt'],
    ['a\\b.txt', 'a_b.txt'],
  ])('%j is stored as %j', async (fileName, name) => {
    const answer = await send({ fileName, useUniqueFileName: false });
    expect(answer.json()).toMatchObject({ name, filePath: `/${name}` });
    const { url } = answer.json<Uploaded>();
    expect(url).toBe(`${server.endpoint}/${encodeURIComponent(name)}`);
    expect((await fetch(url)).status).toBe(200);
  });

  it.each(['.', '..'])('%j is refused', async (fileName) => {
    const answer = await send({ fileName, useUniqueFileName: false });
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      { message: 'Your request contains invalid value for fileName parameter.' },
    ]);
  });

  it('of 255 bytes is the longest; with a suffix it is cut', async () => {
    const fits = `${'é'.repeat(125)}x.txt`;
    expect((await send({ fileName: fits, useUniqueFileName: false })).json()).toMatchObject({ name: fits });
    expect((await send({ fileName: `x${fits}`, useUniqueFileName: false })).status).toBe(400);
    const { name } = (await send({ fileName: `x${fits}` })).json<Uploaded>();
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name).toMatch(/_[A-Za-z0-9_-]{9}\.txt$/);
  });
});

/** Spec upload §6.3. */
describe('a unique name', () => {
  it.each([
    ['image.jpg', /^image_[A-Za-z0-9_-]{9}\.jpg$/],
    ['Test', /^Test_[A-Za-z0-9_-]{9}$/],
    ['archive.tar.gz', /^archive\.tar_[A-Za-z0-9_-]{9}\.gz$/],
    ['.env', /^\.env_[A-Za-z0-9_-]{9}$/],
  ])('of %s has nine random characters', async (fileName, form) => {
    const names = await Promise.all(
      [1, 2, 3].map(async () => (await send({ fileName })).json<Uploaded>().name),
    );
    for (const name of names) expect(name).toMatch(form);
    expect(new Set(names).size).toBe(3);
  });

  it('never says that the name is taken', async () => {
    const fields = { fileName: 'taken.txt', overwriteFile: false };
    expect([(await send(fields)).status, (await send(fields)).status]).toEqual([200, 200]);
  });
});

/** Spec upload §6.2. */
describe('a folder', () => {
  it.each([
    ['', '/'],
    ['/', '/'],
    ['marketing', '/marketing'],
    ['/images/folder/', '/images/folder'],
    ['//a///b//', '/a/b'],
    ['v1.2/My Photos', '/v1_2/My_Photos'],
    ['été/फ़ा', '/été/फ़ा'],
    ['Case', '/Case'],
    ['case', '/case'],
  ])('%j is %s', async (folder, folderPath) => {
    const answer = await send({ fileName: 'a.txt', folder, useUniqueFileName: false });
    expect(answer.json()).toMatchObject({ filePath: `${folderPath === '/' ? '' : folderPath}/a.txt` });
  });

  it.each(['..', 'a/../b', './a', 'a/.'])('%j is refused', async (folder) => {
    const answer = await send({ fileName: 'a.txt', folder });
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      { message: "'.' & '..' can not be used as folder-name", reason: 'INVALID_FOLDER_PATH' },
    ]);
  });

  it('can be fifty levels deep', async () => {
    const deep = (levels: number) => Array.from({ length: levels }, (_, level) => `l${level}`).join('/');
    expect((await send({ fileName: 'a.txt', folder: deep(50) })).status).toBe(200);
    expect((await send({ fileName: 'a.txt', folder: deep(51) })).status).toBe(400);
  });

  it('is made once, with its parents, by uploads at the same time', async () => {
    const uploads = Array.from({ length: 20 }, () =>
      send({ fileName: 'a.txt', folder: '/crowd/middle/last' }),
    );
    const statuses = (await Promise.all(uploads)).map((answer) => answer.status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const names = async (path: string) => {
      const answer = await call(server, 'GET', `/v1/files?type=folder&path=${path}`);
      return answer.json<{ name: string }[]>().map((folder) => folder.name);
    };
    expect((await names('/')).filter((name) => name === 'crowd')).toEqual(['crowd']);
    expect(await names('/crowd')).toEqual(['middle']);
    expect(await names('/crowd/middle')).toEqual(['last']);
  });

  it('is not made by an upload that fails', async () => {
    await send({ fileName: '..', folder: '/never' });
    const answer = await call(server, 'GET', '/v1/files?type=folder&name=never');
    expect(answer.json()).toEqual([]);
  });
});
