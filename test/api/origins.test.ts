import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ImageKit from '@imagekit/nodejs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/api.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const origins = '/v1/accounts/origins';
let server: RunningServer;
let client: ImageKit;

beforeAll(async () => {
  server = await startServer({ CALOTYPE_SECRET: 'sixteen characters' });
  client = new ImageKit({ privateKey: server.privateKey, baseURL: server.url });
});
afterAll(() => server.stop());

const keys = { accessKey: 'an-access-key', secretKey: 'a-secret-key' };
const iam = { useIAMRole: true, accessKey: '', secretKey: '' };
const google = { bucket: 'b', clientEmail: 'a@b.example', privateKey: 'a-private-key' };
const azure = { container: 'c', accountName: 'a', sasToken: 'a-sas-token' };
const akeneo = { clientId: 'a-client', clientSecret: 'a-secret', username: 'a-user', password: 'a-password' };
const web = { type: 'WEB_FOLDER', name: 'Old site', baseUrl: 'https://old.example.test/img' };
const s3 = { type: 'S3', name: 'Raw', bucket: 'raw', ...keys };
const none = { includeCanonicalHeader: false };

describe('an origin', () => {
  it.each<[object, object]>([
    [s3, { type: 'S3', name: 'Raw', bucket: 'raw', prefix: '', ...none }],
    [
      { ...s3, ...iam, prefix: 'p/' },
      { type: 'S3', name: 'Raw', bucket: 'raw', prefix: 'p/', useIAMRole: true, ...none },
    ],
    [
      { ...s3, type: 'CLOUDINARY_BACKUP' },
      { type: 'CLOUDINARY_BACKUP', name: 'Raw', bucket: 'raw', prefix: '', ...none },
    ],
    [
      { ...s3, type: 'S3_COMPATIBLE', endpoint: 'https://s3.example.test', s3ForcePathStyle: true },
      {
        type: 'S3_COMPATIBLE',
        name: 'Raw',
        bucket: 'raw',
        prefix: '',
        endpoint: 'https://s3.example.test',
        s3ForcePathStyle: true,
        ...none,
      },
    ],
    [web, { ...web, forwardHostHeaderToOrigin: false, ...none }],
    [
      { ...web, includeCanonicalHeader: true, baseUrlForCanonicalHeader: 'https://a.example' },
      {
        ...web,
        forwardHostHeaderToOrigin: false,
        includeCanonicalHeader: true,
        baseUrlForCanonicalHeader: 'https://a.example',
      },
    ],
    [
      { type: 'WEB_PROXY', name: 'Any' },
      { type: 'WEB_PROXY', name: 'Any', ...none },
    ],
    [
      { type: 'GCS', name: 'G', ...google },
      { type: 'GCS', name: 'G', bucket: 'b', clientEmail: 'a@b.example', prefix: '', ...none },
    ],
    [
      { type: 'AZURE_BLOB', name: 'A', ...azure },
      { type: 'AZURE_BLOB', name: 'A', container: 'c', accountName: 'a', prefix: '', ...none },
    ],
    [
      { type: 'AKENEO_PIM', name: 'A', baseUrl: 'http://pim.example', ...akeneo },
      { type: 'AKENEO_PIM', name: 'A', baseUrl: 'http://pim.example', ...none },
    ],
  ])('%o is made, read, replaced and deleted by the SDK, without its secrets', async (body, expected) => {
    const params = body as ImageKit.Accounts.OriginCreateParams;
    const made = await client.accounts.origins.create(params);
    expect(made).toEqual({ id: expect.stringMatching(/^[A-Za-z0-9]{9}$/), ...expected });
    const id = String(made.id);
    expect(await client.accounts.origins.get(id)).toEqual(made);
    expect(await client.accounts.origins.list()).toEqual([made]);
    const replaced = await client.accounts.origins.update(id, { ...params, name: 'Other' });
    expect(replaced).toEqual({ ...made, name: 'Other' });
    await client.accounts.origins.delete(id);
    expect(await client.accounts.origins.list()).toEqual([]);
  });

  it('keeps its secrets sealed', async () => {
    const { id } = (await call(server, 'POST', origins, s3)).json<{ id: string }>();
    const log = await readFile(join(server.dataFolder, 'library.db-wal'));
    expect(log.includes('raw')).toBe(true);
    expect(log.includes(keys.secretKey)).toBe(false);
    await client.accounts.origins.delete(id);
  });

  const badType =
    'Invalid origin type. Must be one of S3, S3_COMPATIBLE, CLOUDINARY_BACKUP, WEB_FOLDER, WEB_PROXY, GCS, AZURE_BLOB, AKENEO_PIM.';
  const long = 'x'.repeat(101);
  const needed = (name: string) => `${name} is required and must be a string`;
  const without = (body: object, name: string) => ({ ...body, [name]: undefined });
  it.each<[unknown, string]>([
    [{ type: 'FTP', name: 'x' }, badType],
    [{ name: 'x' }, badType],
    [[], badType],
    [{ type: 'S3' }, needed('name')],
    [{ ...web, name: 7 }, needed('name')],
    [{ ...web, name: '' }, needed('name')],
    [{ ...web, name: long }, 'name cannot be longer than 100 characters'],
    [{ ...web, name: 'a-b' }, 'name can contain only letters, digits and spaces'],
    [without(s3, 'bucket'), needed('bucket')],
    [{ ...s3, bucket: '' }, needed('bucket')],
    [{ ...s3, bucket: long }, 'bucket cannot be longer than 100 characters'],
    [without(s3, 'accessKey'), needed('accessKey')],
    [{ ...s3, accessKey: '' }, needed('accessKey')],
    [{ ...s3, secretKey: '' }, needed('secretKey')],
    [{ ...s3, type: 'CLOUDINARY_BACKUP', secretKey: '', useIAMRole: false }, needed('secretKey')],
    [{ ...s3, prefix: 1 }, 'prefix must be a string'],
    [{ ...s3, useIAMRole: 'yes' }, 'useIAMRole must be a boolean'],
    [{ ...s3, endpoint: 'https://a.example' }, 'endpoint is not allowed for origins of type S3'],
    [{ ...s3, type: 'S3_COMPATIBLE' }, 'endpoint is required and must be a valid URL'],
    [{ ...s3, type: 'S3_COMPATIBLE', endpoint: 'ftp://a' }, 'endpoint is required and must be a valid URL'],
    [{ ...s3, type: 'S3_COMPATIBLE', endpoint: 'https://a', secretKey: '' }, needed('secretKey')],
    [{ ...web, baseUrl: 'old.example' }, 'baseUrl is required and must be a valid URL'],
    [{ ...web, baseUrl: 'https://' }, 'baseUrl is required and must be a valid URL'],
    [{ ...web, forwardHostHeaderToOrigin: 1 }, 'forwardHostHeaderToOrigin must be a boolean'],
    [{ ...web, includeCanonicalHeader: null }, 'includeCanonicalHeader must be a boolean'],
    [
      { ...web, includeCanonicalHeader: true },
      'baseUrlForCanonicalHeader is required and must be a valid URL',
    ],
    [{ ...web, baseUrlForCanonicalHeader: 'x' }, 'baseUrlForCanonicalHeader must be a valid URL'],
    [
      { type: 'WEB_PROXY', name: 'x', baseUrl: 'https://a' },
      'baseUrl is not allowed for origins of type WEB_PROXY',
    ],
    [
      { type: 'GCS', name: 'G', ...google, clientEmail: 'x' },
      'clientEmail is required and must be a valid e-mail address',
    ],
    [{ type: 'GCS', name: 'G', ...google, privateKey: '' }, needed('privateKey')],
    [{ type: 'AZURE_BLOB', name: 'A', ...azure, container: 1 }, needed('container')],
    [{ type: 'AZURE_BLOB', name: 'A', ...without(azure, 'sasToken') }, needed('sasToken')],
    [{ type: 'AKENEO_PIM', name: 'A', baseUrl: 'http://a', ...akeneo, password: '' }, needed('password')],
  ])('%o is refused', async (body, message) => {
    const answer = await call(server, 'POST', origins, body);
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
    const { id } = (await call(server, 'POST', origins, web)).json<{ id: string }>();
    expect((await call(server, 'PUT', `${origins}/${id}`, body)).json()).toMatchObject({ message });
    await client.accounts.origins.delete(id);
  });

  it.each(['GET', 'PUT', 'DELETE'])('that is unknown is not found by %s', async (method) => {
    const answer = await call(server, method, `${origins}/nobody`, method === 'PUT' ? web : undefined);
    expect([answer.status, answer.json()]).toMatchObject([404, { message: 'Origin not found.' }]);
  });
});

describe('a URL-endpoint', () => {
  const endpoints = '/v1/accounts/url-endpoints';
  const initial = { id: 'default', description: 'Default URL-endpoint', urlPrefix: '', origins: [] };
  const old = { description: 'Old pictures', urlPrefix: 'old' };
  let origin: string;
  beforeAll(async () => {
    origin = String((await call(server, 'POST', origins, web)).json().id);
  });

  it('is there from the start: the default one', async () => {
    expect(await client.accounts.urlEndpoints.list()).toEqual([initial]);
    expect(await client.accounts.urlEndpoints.get('default')).toEqual(initial);
  });

  it('is made, read, replaced and deleted by the SDK', async () => {
    const made = await client.accounts.urlEndpoints.create({ ...old, origins: [origin] });
    expect(made).toEqual({ id: expect.stringMatching(/^[A-Za-z0-9]{9}$/), ...old, origins: [origin] });
    expect(await client.accounts.urlEndpoints.list()).toEqual([initial, made]);
    const inUse = await call(server, 'DELETE', `${origins}/${origin}`);
    expect([inUse.status, inUse.json()]).toMatchObject([
      400,
      {
        message: 'Origin is used in a URL-endpoint. Please remove it from the URL-endpoint before deleting.',
      },
    ]);
    const replaced = await client.accounts.urlEndpoints.update(made.id, {
      description: 'New',
      urlPrefix: 'new',
      urlRewriter: { type: 'CLOUDINARY' },
    });
    expect(replaced).toEqual({
      id: made.id,
      description: 'New',
      urlPrefix: 'new',
      origins: [],
      urlRewriter: { type: 'CLOUDINARY', preserveAssetDeliveryTypes: false },
    });
    expect(await client.accounts.urlEndpoints.get(made.id)).toEqual(replaced);
    await client.accounts.urlEndpoints.delete(made.id);
    expect(await client.accounts.urlEndpoints.list()).toEqual([initial]);
  });

  it('that is the default one changes its description and origins, and nothing else', async () => {
    const changed = { description: 'All', origins: [origin], urlRewriter: { type: 'IMGIX' as const } };
    expect(await client.accounts.urlEndpoints.update('default', changed)).toEqual({ ...initial, ...changed });
    const renamed = await call(server, 'PUT', `${endpoints}/default`, old);
    expect([renamed.status, renamed.json()]).toMatchObject([
      400,
      { message: 'urlPrefix of the default URL-endpoint cannot be changed.' },
    ]);
    const deleted = await call(server, 'DELETE', `${endpoints}/default`);
    expect([deleted.status, deleted.json()]).toMatchObject([
      400,
      { message: 'Default URL-endpoint cannot be deleted.' },
    ]);
    await client.accounts.urlEndpoints.update('default', { description: initial.description, urlPrefix: '' });
  });

  const reserved =
    'urlPrefix cannot be empty string. This is reserved for the default URL-endpoint created by ImageKit.';
  const badRewriter = 'Invalid urlRewriter. Its type must be one of CLOUDINARY, IMGIX, AKAMAI.';
  it.each<[unknown, string]>([
    [{ urlPrefix: 'a' }, 'description is required'],
    [{ ...old, description: '' }, 'description is required'],
    [{ ...old, description: 1 }, 'description must be a string'],
    [{ ...old, description: 'x'.repeat(1001) }, 'description cannot be longer than 1000 characters'],
    [{ description: 'x' }, 'urlPrefix must be a string'],
    [{ ...old, urlPrefix: null }, 'urlPrefix must be a string'],
    [{ ...old, urlPrefix: '' }, reserved],
    [{ ...old, urlPrefix: 'a/b' }, 'urlPrefix can contain only letters, digits and hyphens'],
    [{ ...old, urlPrefix: 'x'.repeat(101) }, 'urlPrefix cannot be longer than 100 characters'],
    [{ ...old, urlPrefix: 'taken' }, 'URL-endpoint with this urlPrefix already exists.'],
    [
      { ...old, origins: ['nobody'] },
      'Origin does not exists. Please create origin before using it in URL-endpoint.',
    ],
    [{ ...old, origins: 'nobody' }, 'origins must be an array of strings'],
    [{ ...old, origins: [1] }, 'origins must be an array of strings'],
    [{ ...old, origins: Array(11).fill('x') }, 'origins cannot have more than 10 items'],
    [{ ...old, urlRewriter: { type: 'THUMBOR' } }, badRewriter],
    [{ ...old, urlRewriter: { type: 'IMGIX', preserveAssetDeliveryTypes: true } }, badRewriter],
    [{ ...old, urlRewriter: 'IMGIX' }, badRewriter],
    [{ ...old, nonsense: 1 }, 'nonsense is not allowed'],
    [[], 'description is required'],
  ])('%o is refused', async (body, message) => {
    const taken = await client.accounts.urlEndpoints.create({ description: 'x', urlPrefix: 'taken' });
    const other = await client.accounts.urlEndpoints.create({ description: 'x', urlPrefix: 'other' });
    const answer = await call(server, 'POST', endpoints, body);
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
    expect((await call(server, 'PUT', `${endpoints}/${other.id}`, body)).json()).toMatchObject({ message });
    for (const { id } of [taken, other]) await client.accounts.urlEndpoints.delete(id);
  });

  it.each(['GET', 'PUT', 'DELETE'])('that is unknown is not found by %s', async (method) => {
    const answer = await call(server, method, `${endpoints}/nobody`, method === 'PUT' ? old : undefined);
    expect([answer.status, answer.json()]).toMatchObject([404, { message: 'URL-endpoint not found.' }]);
  });
});
