import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, getDetails, sendForm, tryUpload, type Uploaded, upload, uploadPath } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { filePart, makeForm, type Part, textParts } from '../support/form.ts';
import { drawPlain } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let picture: Buffer;

beforeAll(async () => {
  server = await startServer();
  picture = await drawPlain(40, 30, 'teal').png().toBuffer();
});
afterAll(() => server.stop());

async function storedBytes(uploaded: Uploaded): Promise<Buffer> {
  const { pathname } = new URL(uploaded.url);
  return (await ask(server.url, `${pathname}?tr=orig-true`)).bytes;
}

const name = textParts({ fileName: 'a.png' });

/** Spec upload §3.1, §3.2, §5.1, §5.3. */
describe('the file of a form', () => {
  it.each<[string, () => Part[]]>([
    ['comes first', () => [filePart(picture), ...name]],
    ['comes last', () => [...name, filePart(picture)]],
    ['has no filename', () => [...name, { name: 'file', value: picture, type: 'application/octet-stream' }]],
    [
      'is called text and has no filename',
      () => [...name, { name: 'file', value: picture, type: 'text/plain' }],
    ],
    ['has no type at all', () => [...name, { name: 'file', value: picture, filename: 'x' }]],
    ['has an empty type', () => [...name, { name: 'file', value: picture, filename: 'x', type: '' }]],
    ['is called a video', () => [...name, filePart(picture, 'x.mp4', 'video/mp4')]],
    ['is base64', () => [...name, { name: 'file', value: picture.toString('base64') }]],
    [
      'is base64 in lines, without padding',
      () => {
        const lines = picture.toString('base64').replace(/=+$/, '').replace(/.{60}/g, '$&\n');
        return [...name, { name: 'file', value: lines }];
      },
    ],
    ['is URL-safe base64', () => [...name, { name: 'file', value: picture.toString('base64url') }]],
    [
      'is a data URI',
      () => [...name, { name: 'file', value: `data:text/html;x=y;base64,${picture.toString('base64')}` }],
    ],
    [
      'is a data URI in a file part',
      () => [...name, filePart(`data:image/png;base64,${picture.toString('base64')}`, 'anonymous_file')],
    ],
  ])('is taken when it %s', async (_, parts) => {
    const answer = await sendForm(server, parts());
    expect(answer.status).toBe(200);
    const uploaded = answer.json<Uploaded>();
    expect(uploaded).toMatchObject({ fileType: 'image', width: 40, height: 30, size: picture.length });
    expect((await storedBytes(uploaded)).equals(picture)).toBe(true);
  });

  it('is as it is when it only looks like base64 or a URL, in a part of its own type', async () => {
    for (const text of ['aGVsbG8=', 'https://example.com/a.png', 'data:,hello']) {
      const answer = await sendForm(server, [
        ...textParts({ fileName: 'a.txt' }),
        filePart(text, 'a.txt', 'text/plain'),
      ]);
      expect((await storedBytes(answer.json<Uploaded>())).toString()).toBe(text);
    }
  });

  it.each<[string, number, string, () => Part[]]>([
    ['no file', 400, 'Your request is missing file parameter.', () => name],
    ['an empty file', 400, 'Your request is missing file parameter.', () => [...name, filePart('')]],
    ['no name', 400, 'Your request is missing fileName paramater', () => [filePart(picture, 'a.png')]],
    [
      'a blank name',
      400,
      'Your request is missing fileName paramater',
      () => [...textParts({ fileName: '  ' }), filePart(picture)],
    ],
    [
      'a data URI that is none',
      400,
      'Your request contains invalid file parameter.',
      () => [...name, { name: 'file', value: 'data:image/png;base64,@@@@' }],
    ],
  ])('is refused: %s', async (_, status, message, parts) => {
    const answer = await sendForm(server, parts());
    expect([answer.status, answer.json()]).toMatchObject([status, { message }]);
  });

  it.each([
    ['a JSON body', { 'content-type': 'application/json' }, '{"fileName":"a.png"}'],
    ['an urlencoded body', { 'content-type': 'application/x-www-form-urlencoded' }, 'fileName=a.png'],
    ['no type', {}, 'hello'],
  ])('is missing in %s', async (_, headers, body) => {
    const answer = await ask(server.url, uploadPath, {
      method: 'POST',
      headers: { ...basic(server.privateKey), ...headers },
      body,
    });
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      { message: 'Your request is missing file parameter.' },
    ]);
  });

  it.each(['--randomBoundary---------------------', 'randomBoundary-------------------', 'x'])(
    'is found with the boundary %s',
    async (boundary) => {
      const form = makeForm([...name, filePart(picture)], boundary);
      const headers = { ...basic(server.privateKey), ...form.headers };
      const answer = await ask(server.url, uploadPath, { method: 'POST', headers, body: form.body });
      expect(answer.status).toBe(200);
    },
  );

  it('may come without a Content-Length', async () => {
    const form = makeForm([...name, filePart(picture)]);
    const response = await fetch(server.url + uploadPath, {
      method: 'POST',
      headers: { ...basic(server.privateKey), ...form.headers },
      body: new Blob([new Uint8Array(form.body)]).stream(),
      duplex: 'half',
    });
    expect(response.status).toBe(200);
  });
});

/** Spec upload §3.2. */
describe('a list', () => {
  it.each<[string, Part[]]>([
    ['with commas', textParts({ tags: ' a , b,,a' })],
    ['as a repeated field', [...textParts({ tags: 'a' }), ...textParts({ tags: 'b' })]],
    ['with empty brackets', [...textParts({ 'tags[]': 'a' }), ...textParts({ 'tags[]': 'b' })]],
    ['with numbered brackets', textParts({ 'tags[0]': 'a', 'tags[1]': 'b' })],
    ['as JSON', textParts({ tags: '["a","b"]' })],
  ])('is read %s', async (_, parts) => {
    const answer = await sendForm(server, [
      ...name,
      ...parts,
      ...textParts({ responseFields: 'tags' }),
      filePart(picture),
    ]);
    expect(answer.json()).toMatchObject({ tags: ['a', 'b'] });
  });
});

describe('a field', () => {
  const field = (fields: Record<string, string>) =>
    tryUpload(server, picture, { fileName: 'a.png', ...fields });

  it.each([
    [{ isPrivateFile: 'TRUE' }, { isPrivateFile: true }],
    [{ isPrivateFile: ' true ' }, { isPrivateFile: true }],
    [{ isPrivateFile: 'undefined' }, { isPrivateFile: false }],
    [{ isPublished: '' }, { isPublished: true }],
    [{ folder: 'undefined' }, { filePath: expect.stringMatching(/^\/a_.{9}\.png$/) }],
    [{ customCoordinates: '1,2,3,4' }, { customCoordinates: '1,2,3,4' }],
    [
      { responseFields: 'isPublished,isPrivateFile,nonsense,thumbnail' },
      { isPublished: true, isPrivateFile: false },
    ],
    [{ mime: 'x', embeddedMetadata: '{}', xhr: '[object Object]' }, {}],
    [{ customMetadata: '{}', extensions: '[]', transformation: 'undefined', checks: '', webhookUrl: '' }, {}],
  ])('%o is understood as %o', async (fields, expected) => {
    const responseFields = 'isPrivateFile,isPublished,customCoordinates';
    const answer = await field({ responseFields, ...fields });
    expect([answer.status, answer.json()]).toMatchObject([200, expected]);
  });

  it('that comes twice counts the second time', async () => {
    const answer = await sendForm(server, [
      ...textParts({ fileName: 'first.png' }),
      ...textParts({ fileName: 'second.png', useUniqueFileName: false }),
      filePart(picture),
    ]);
    expect(answer.json()).toMatchObject({ name: 'second.png' });
  });

  it.each([
    [{ useUniqueFileName: 'yes' }, 'Your request contains invalid value for useUniqueFileName parameter.'],
    [{ isPrivateFile: '1' }, 'Your request contains invalid value for isPrivateFile parameter.'],
    [
      { tags: 'x'.repeat(501) },
      'Your request contains invalid value for tags parameter. Combined length of all tags should be less than or equal to 500.',
    ],
    [
      { tags: '50%' },
      "Your request contains invalid value for tags. Please provide an array of strings. Example - ['t-shirt','summer-sale'].",
    ],
    [{ customCoordinates: '1,2,3' }, 'Your request contains invalid value for customCoordinates parameter.'],
    [
      { customCoordinates: '1,2,0,4' },
      'Your request contains invalid value for customCoordinates parameter.',
    ],
    [
      { customCoordinates: '1,-2,3,4' },
      'Your request contains invalid value for customCoordinates parameter.',
    ],
    [{ description: 'x'.repeat(10_001) }, 'Your request contains invalid value for description parameter.'],
  ])('%o is refused', async (fields: Record<string, string>, message) => {
    const answer = await field(fields);
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
  });

  it.each(['extensions', 'transformation', 'checks', 'webhookUrl'])(
    'that is not there yet is refused, not ignored: %s',
    async (unsupported) => {
      const value = { extensions: '[{"name":"remove-bg"}]' }[unsupported] ?? 'w-10';
      const answer = await field({ [unsupported]: value });
      expect(answer.status).toBe(400);
      expect(answer.json<{ message: string }>().message).toContain(unsupported);
    },
  );

  it('of 500 characters of tags fits, commas not counted', async () => {
    const answer = await field({ tags: Array.from({ length: 50 }, (_, i) => `${i}`.padEnd(10, 'x')).join() });
    expect(answer.status).toBe(200);
  });

  it('larger than a field may be is refused, and the answer can be read', async () => {
    const answer = await field({ description: 'x'.repeat(2 * 1024 * 1024) });
    expect([answer.status, answer.json()]).toMatchObject([400, { message: expect.any(String) }]);
  });
});

/** Spec upload §5.4, §12, §13. */
describe('the answer', () => {
  it('of a picture has the keys of live answers in their order', async () => {
    const uploaded = await upload(server, '/shop/tea pot.png', picture);
    expect(Object.keys(uploaded)).toEqual(
      'fileId name size versionInfo filePath url fileType height width thumbnailUrl AITags'.split(' '),
    );
    expect(uploaded).toEqual({
      fileId: expect.stringMatching(/^[0-9a-f]{24}$/),
      name: 'tea_pot.png',
      size: picture.length,
      versionInfo: { id: uploaded.fileId, name: 'Version 1' },
      filePath: '/shop/tea_pot.png',
      url: `${server.endpoint}/shop/tea_pot.png`,
      fileType: 'image',
      height: 30,
      width: 40,
      thumbnailUrl: `${server.endpoint}/tr:n-ik_ml_thumbnail/shop/tea_pot.png`,
      AITags: null,
    });
  });

  it('has what is asked for, and what there is when nothing is set', async () => {
    const responseFields =
      'tags,customCoordinates,isPrivateFile,isPublished,customMetadata,embeddedMetadata,metadata,selectedFieldsSchema';
    expect(await upload(server, '/asked.png', picture, { responseFields })).toMatchObject({
      tags: null,
      customCoordinates: null,
      isPrivateFile: false,
      isPublished: true,
      customMetadata: {},
      embeddedMetadata: {},
      metadata: {
        height: 30,
        width: 40,
        size: picture.length,
        format: 'png',
        hasColorProfile: false,
        hasTransparency: false,
        pHash: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    });
  });

  it.each([
    ['a.txt', 'plain text', 'text/plain'],
    ['a.css', 'a { color: red }', 'text/css'],
    ['a.json', '{"a":1}', 'application/json'],
    ['a', 'plain text', 'application/octet-stream'],
    ['a.pdf', '%PDF-1.4\n%', 'application/pdf'],
    ['a.bin', Buffer.from([0, 1, 2, 255]), 'application/octet-stream'],
  ])('of %s says that it is no picture', async (fileName, bytes, mime) => {
    const uploaded = await upload(server, `/kinds/${fileName}`, bytes);
    expect(Object.keys(uploaded)).toEqual(
      'fileId name size versionInfo filePath url fileType AITags'.split(' '),
    );
    expect(uploaded.fileType).toBe('non-image');
    const details = await getDetails(server, uploaded.fileId);
    expect(details.mime).toBe(mime);
    expect(details).not.toHaveProperty('width');
  });

  it.each([
    ['picture.txt', 'a name of another kind'],
    ['picture', 'no extension'],
  ])('knows a picture by its content: %s', async (fileName) => {
    const uploaded = await upload(server, `/${fileName}`, picture);
    expect(uploaded).toMatchObject({ fileType: 'image', name: fileName, width: 40 });
    expect(await getDetails(server, uploaded.fileId)).toMatchObject({ mime: 'image/png', hasAlpha: false });
  });

  it('of a broken picture says that it is stored', async () => {
    const broken = Buffer.concat([picture.subarray(0, 40), Buffer.alloc(20)]);
    const uploaded = await upload(server, '/broken.png', broken);
    expect(uploaded.size).toBe(broken.length);
    expect(uploaded).not.toHaveProperty('width');
  });

  it('keeps the focus area of pictures only', async () => {
    const uploaded = await upload(server, '/focus.txt', 'text', { customCoordinates: '1,2,3,4' });
    expect((await getDetails(server, uploaded.fileId)).customCoordinates).toBeNull();
  });
});
