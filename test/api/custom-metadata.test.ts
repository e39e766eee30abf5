import ImageKit from '@imagekit/nodejs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, type FileObject, getDetails, tryUpload, type Uploaded, upload } from '../support/api.ts';
import { drawPlain } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let picture: Buffer;
let file: Uploaded;

const schemas = {
  brand: { type: 'Text', maxLength: 20 },
  price: { type: 'Number', minValue: 0, maxValue: 3000 },
  shotOn: { type: 'Date' },
  approved: { type: 'Boolean' },
  size: { type: 'SingleSelect', selectOptions: ['S', 'M', 42], isValueRequired: true, defaultValue: 'M' },
  channels: { type: 'MultiSelect', selectOptions: ['web', 'print', 7], defaultValue: ['web'] },
};
const defaults = { size: 'M', channels: ['web'] };

beforeAll(async () => {
  server = await startServer();
  picture = await drawPlain(40, 30, 'teal').png().toBuffer();
  for (const [name, schema] of Object.entries(schemas)) await createField(name, schema);
});
afterAll(() => server.stop());
beforeEach(async () => {
  file = await upload(server, `/${crypto.randomUUID()}.png`, picture, send({ brand: 'Umber', price: 39.9 }));
});

async function createField(name: string, schema: object): Promise<string> {
  const answer = await call(server, 'POST', '/v1/customMetadataFields', { name, label: name, schema });
  return answer.json<{ id: string }>().id;
}

const send = (customMetadata: unknown) => ({ customMetadata: JSON.stringify(customMetadata) });
const update = (body: unknown) => call(server, 'PATCH', `/v1/files/${file.fileId}/details`, body);
const metadataOf = async () => (await getDetails(server, file.fileId)).customMetadata;

describe('an upload', () => {
  it('sets what it names, and defaults for the rest', async () => {
    expect(await metadataOf()).toEqual({ brand: 'Umber', price: 39.9, ...defaults });
  });

  it('without custom metadata gets the defaults, and tells them when asked', async () => {
    const answer = await tryUpload(server, picture, { fileName: 'a.png', responseFields: 'customMetadata' });
    expect(answer.json()).toMatchObject({ customMetadata: defaults });
  });

  it('keeps every value as it was written', async () => {
    const customMetadata = {
      brand: '"Acme" \u2028 Größe 😀',
      price: 0,
      shotOn: '2025-11-05T05:06:07+01:00',
      approved: false,
      size: 42,
      channels: [7, 'print'],
    };
    const uploaded = await upload(server, '/kept.png', picture, send(customMetadata));
    expect((await getDetails(server, uploaded.fileId)).customMetadata).toEqual(customMetadata);
    const [listed] = (await call(server, 'GET', '/v1/files?name=kept.png')).json<FileObject[]>();
    expect(listed?.customMetadata).toEqual(customMetadata);
  });

  it.each([
    ['JSON in a JSON string', { customMetadata: '"{\\"price\\":\\n 5}"' }, { ...defaults, price: 5 }],
    [
      'bracketed keys',
      {
        'customMetadata[price]': '5',
        'customMetadata[channels][0]': '7',
        'customMetadata[approved]': 'true',
      },
      { size: 'M', price: 5, channels: [7], approved: true },
    ],
    ['null, which unsets', send({ channels: null }), { size: 'M' }],
    ['nothing', { customMetadata: 'undefined' }, defaults],
  ])('understands %s', async (_, fields, customMetadata) => {
    const answer = await tryUpload(server, picture, {
      fileName: 'a.png',
      responseFields: 'customMetadata',
      ...fields,
    });
    expect([answer.status, answer.json()]).toMatchObject([200, { customMetadata }]);
    expect(answer.json().customMetadata).toEqual(customMetadata);
  });

  it.each([
    ['{"brand":', { customMetadata: 'is not valid JSON' }],
    ['["brand"]', { customMetadata: 'should be of type object' }],
    ['{"colour":"red","price":"5"}', { colour: 'is not a valid field', price: 'should be of type number' }],
    ['{"price":3001}', { price: 'should be less than or equal to 3000' }],
    ['{"size":null}', { size: 'is required' }],
    ['{"__proto__":"x"}', JSON.parse('{"__proto__":"is not a valid field"}')],
  ])('of %s is refused, before its source is fetched', async (customMetadata, errors) => {
    const answer = await tryUpload(server, 'http://192.0.2.1/never.png', {
      fileName: 'a.png',
      customMetadata,
    });
    expect([answer.status, answer.json()]).toEqual([
      400,
      { message: 'Invalid custom metadata.', help: expect.any(String), errors },
    ]);
  });
});

/** Spec upload §7.2. */
describe('a new version', () => {
  it.each([
    ['removes it', {}, {}],
    [
      'keeps it where the flag says so',
      { overwriteCustomMetadata: false },
      { brand: 'Umber', price: 39.9, ...defaults },
    ],
    ['replaces it as a whole', send({ brand: 'New' }), { brand: 'New', size: 'M' }],
    [
      'replaces it, whatever the flag',
      { ...send({ price: 1 }), overwriteCustomMetadata: false },
      { price: 1, size: 'M' },
    ],
  ])('%s, and the old version carries its own', async (_, fields, expected) => {
    await upload(server, file.filePath, picture, fields);
    expect(await metadataOf()).toEqual(expected);
    const older = await call(server, 'GET', `/v1/files?type=file-version&name=${file.name}`);
    expect(older.json<FileObject[]>()[0]?.customMetadata).toEqual({
      brand: 'Umber',
      price: 39.9,
      ...defaults,
    });
  });
});

/** Spec library-api §3.3, §7.6. */
describe('an update', () => {
  it.each([
    [
      { price: 5, approved: true },
      { brand: 'Umber', price: 5, approved: true, ...defaults },
    ],
    [{ brand: null }, { price: 39.9, ...defaults }],
    [{ channels: [] }, { brand: 'Umber', price: 39.9, size: 'M' }],
    [{}, { brand: 'Umber', price: 39.9, ...defaults }],
    [null, { brand: 'Umber', price: 39.9, ...defaults }],
  ])('%j leads to %j', async (customMetadata, expected) => {
    const answer = await update({ customMetadata });
    expect([answer.status, answer.json().customMetadata]).toEqual([200, expected]);
    expect(await metadataOf()).toEqual(expected);
  });

  it('fills in what has become required since', async () => {
    const id = await createField('licence', { type: 'Text', isValueRequired: true, defaultValue: 'all' });
    expect((await update({ tags: ['a'] })).json().customMetadata).not.toHaveProperty('licence');
    expect((await update({ customMetadata: { price: 1 } })).json().customMetadata).toMatchObject({
      licence: 'all',
    });
    await call(server, 'DELETE', `/v1/customMetadataFields/${id}`);
  });

  it.each([
    [
      { price: '5', colour: 1 },
      { price: 'should be of type number', colour: 'is not a valid field' },
    ],
    [{ size: null }, { size: 'is required' }],
    [{ shotOn: 'today' }, { shotOn: 'should be an ISO8601 date string' }],
    ['brand', { customMetadata: 'should be of type object' }],
    [['brand'], { customMetadata: 'should be of type object' }],
  ])('%j is refused and changes nothing', async (customMetadata, errors) => {
    const before = await getDetails(server, file.fileId);
    const answer = await update({ customMetadata, tags: ['new'] });
    expect([answer.status, answer.json()]).toEqual([
      400,
      { message: 'Invalid custom metadata.', help: expect.any(String), errors },
    ]);
    expect(await getDetails(server, file.fileId)).toEqual(before);
  });

  it('is checked before the file is looked for', async () => {
    const path = '/v1/files/697f0800a1b2c3d4e5f60718/details';
    const bad = await call(server, 'PATCH', path, { customMetadata: { price: 'x' } });
    expect([bad.status, bad.json()]).toMatchObject([400, { message: 'Invalid custom metadata.' }]);
    expect((await call(server, 'PATCH', path, { customMetadata: { price: 1 } })).status).toBe(404);
  });

  it('beside publish is refused', async () => {
    const answer = await update({ publish: { isPublished: true }, customMetadata: { price: 1 } });
    const message = 'Your request cannot contain any other parameters when publish is present';
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
  });
});

it('vanishes with its field, and cannot be set again', async () => {
  const id = await createField('colour', { type: 'Text' });
  await update({ customMetadata: { colour: 'red' } });
  expect(await metadataOf()).toMatchObject({ colour: 'red' });
  await call(server, 'DELETE', `/v1/customMetadataFields/${id}`);
  expect(await metadataOf()).toEqual({ brand: 'Umber', price: 39.9, ...defaults });
  const again = await update({ customMetadata: { colour: 'red' } });
  expect([again.status, again.json()]).toMatchObject([400, { errors: { colour: 'is not a valid field' } }]);
});

it('is left alone when the rules change, until it is written next', async () => {
  const id = await createField('weight', { type: 'Number' });
  await update({ customMetadata: { weight: 500 } });
  await call(server, 'PATCH', `/v1/customMetadataFields/${id}`, { schema: { maxValue: 100 } });
  expect(await metadataOf()).toMatchObject({ weight: 500 });
  expect((await update({ customMetadata: { price: 1 } })).status).toBe(200);
  expect((await update({ customMetadata: { weight: 500 } })).status).toBe(400);
  await call(server, 'DELETE', `/v1/customMetadataFields/${id}`);
});

it('goes through the official SDK both ways', async () => {
  const client = new ImageKit({ privateKey: server.privateKey, baseURL: server.url });
  const uploaded = await client.files.upload({
    file: picture.toString('base64'),
    fileName: 'sdk.png',
    customMetadata: { brand: 'Umber', channels: ['print', 7], shotOn: '2025-11-05' },
    responseFields: ['customMetadata'],
  });
  const expected = { brand: 'Umber', shotOn: '2025-11-05', size: 'M', channels: ['print', 7] };
  expect(uploaded.customMetadata).toEqual(expected);
  const fileId = String(uploaded.fileId);
  expect(await client.files.update(fileId, { customMetadata: { brand: null, price: -0 } })).toMatchObject({
    customMetadata: { shotOn: '2025-11-05', price: 0 },
  });
  const refused = client.files.update(fileId, { customMetadata: { price: 'cheap' } });
  await expect(refused).rejects.toMatchObject({
    status: 400,
    error: { message: 'Invalid custom metadata.', errors: { price: 'should be of type number' } },
  });
});
