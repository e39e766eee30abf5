import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type FileObject, getDetails, tryUpload, type Uploaded, upload } from '../support/api.ts';
import { drawPlain } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let first: Buffer;
let second: Buffer;

beforeAll(async () => {
  server = await startServer();
  first = await drawPlain(10, 20, 'red').png().toBuffer();
  second = await drawPlain(30, 40, 'blue').png().toBuffer();
});
afterAll(() => server.stop());

/** Spec upload §7.1. */
describe('an upload onto a path', () => {
  const taken =
    'A file with the same name already exists at the exact location. We could not overwrite it because both overwriteFile and useUniqueFileName are set to false.';

  it.each([
    [true, true, 'a new file'],
    [true, false, 'a new file'],
    [false, true, 'a new version'],
    [false, false, 'refused'],
  ])(
    'that is taken, unique %s and overwrite %s, is %s',
    async (useUniqueFileName, overwriteFile, outcome) => {
      const folder = `${useUniqueFileName}-${overwriteFile}`;
      const original = await upload(server, `/${folder}/a.png`, first);
      const answer = await tryUpload(server, second, {
        fileName: 'a.png',
        folder,
        useUniqueFileName,
        overwriteFile,
      });
      if (outcome === 'refused') {
        expect([answer.status, answer.json()]).toMatchObject([400, { message: taken }]);
        expect(await getDetails(server, original.fileId)).toMatchObject({ size: first.length });
        return;
      }
      const { fileId } = answer.json<Uploaded>();
      expect(fileId === original.fileId).toBe(outcome === 'a new version');
    },
  );

  it.each([true, false])('that is free is a new file of that name, overwrite %s', async (overwriteFile) => {
    const uploaded = await upload(server, `/free-${overwriteFile}/a.png`, first, { overwriteFile });
    expect(uploaded).toMatchObject({ name: 'a.png', versionInfo: { name: 'Version 1' } });
  });

  it('that is taken is refused before its source is fetched', async () => {
    await upload(server, '/fetched/a.png', first);
    const fields = { fileName: 'a.png', folder: 'fetched', useUniqueFileName: false, overwriteFile: false };
    const answer = await tryUpload(server, 'http://192.0.2.1/never.png', fields);
    expect([answer.status, answer.json()]).toMatchObject([400, { message: taken }]);
  });

  it('by two at once without overwriting has exactly one winner', async () => {
    const fields = { fileName: 'race.png', useUniqueFileName: false, overwriteFile: false };
    const answers = await Promise.all(
      [first, second, first, second].map((file) => tryUpload(server, file, fields)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400, 400, 400]);
  });
});

/** Spec library-api §2.2, upload §7.3. */
describe('a new version', () => {
  it('keeps id and birth of the file, and the old one gets an id of its own', async () => {
    const one = await upload(server, '/versions/a.png', first);
    const before = await getDetails(server, one.fileId);
    const two = await upload(server, '/versions/a.png', second);
    expect(two).toMatchObject({
      fileId: one.fileId,
      versionInfo: { id: one.fileId, name: 'Version 2' },
      size: second.length,
      width: 30,
      height: 40,
    });
    const after = await getDetails(server, one.fileId);
    expect(after.createdAt).toBe(before.createdAt);
    expect(Date.parse(after.updatedAt)).toBeGreaterThan(Date.parse(before.updatedAt));

    const versions = await call(server, 'GET', '/v1/files?type=file-version&path=/versions');
    const [old, ...others] = versions.json<FileObject[]>();
    expect(others).toEqual([]);
    expect(old).toMatchObject({
      type: 'file-version',
      fileId: one.fileId,
      versionInfo: { id: expect.stringMatching(/^[0-9a-f]{24}$/), name: 'Version 1' },
      width: 10,
      size: first.length,
    });
    expect(old?.versionInfo.id).not.toBe(one.fileId);

    const { pathname, search } = new URL(old?.url ?? '');
    const delivered = await fetch(`${server.url}${pathname}${search}&tr=orig-true`);
    expect(Buffer.from(await delivered.arrayBuffer()).equals(first)).toBe(true);
    const status = (await call(server, 'GET', `/v1/files/${old?.versionInfo.id}/details`)).status;
    expect(status).toBe(404);
  });

  it('is numbered one after the other by uploads at the same time', async () => {
    const uploads = Array.from({ length: 10 }, () => upload(server, '/crowd.png', first));
    const names = (await Promise.all(uploads)).map((uploaded) => uploaded.versionInfo.name).sort();
    expect(names).toEqual(Array.from({ length: 10 }, (_, n) => `Version ${n + 1}`).sort());
  });
});

/** Spec upload §7.2. */
describe('what was set on the old version', () => {
  const old = {
    tags: 'old',
    customCoordinates: '1,2,3,4',
    description: 'old',
    isPrivateFile: true,
    isPublished: false,
  };
  const cleared = {
    tags: null,
    customCoordinates: null,
    description: null,
    isPrivateFile: false,
    isPublished: true,
  };

  it.each([
    ['is cleared', {}, cleared],
    ['is kept where the flag says so', { overwriteTags: false }, { ...cleared, tags: ['old'] }],
    ['gives way to the request', { tags: 'new', overwriteTags: false }, { ...cleared, tags: ['new'] }],
    [
      'is set anew',
      { tags: 'new', customCoordinates: '5,6,7,8', description: 'new', isPrivateFile: true },
      {
        tags: ['new'],
        customCoordinates: '5,6,7,8',
        description: 'new',
        isPrivateFile: true,
        isPublished: true,
      },
    ],
  ])('%s: %o', async (name, fields, expected) => {
    const path = `/details/${encodeURIComponent(name)}.png`;
    const { fileId } = await upload(server, path, first, old);
    await upload(server, path, second, fields);
    expect(await getDetails(server, fileId)).toMatchObject({ ...expected, size: second.length });
  });
});
