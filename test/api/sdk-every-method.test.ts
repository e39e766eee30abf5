import { randomUUID } from 'node:crypto';
import ImageKit, { toFile } from '@imagekit/nodejs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../support/api.ts';
import { whyPending } from '../support/pending.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

/** The official SDK as it is on npm: every method of its management API does what it is for. */
let server: RunningServer;
let client: ImageKit;

beforeAll(async () => {
  server = await startServer();
  client = new ImageKit({
    privateKey: server.privateKey,
    baseURL: server.url,
    maxRetries: 0,
  });
});
afterAll(() => server.stop());

const name = () => `n${randomUUID().replaceAll('-', '')}`;

async function file(content = 'text') {
  const folder = `/${name()}`;
  const { fileId, filePath } = await upload(server, `${folder}/a.txt`, content);
  return { fileId, filePath, folder };
}

async function versions() {
  const { fileId, filePath } = await file();
  await upload(server, filePath, 'another text');
  const [, older] = await client.files.versions.list(fileId);
  return { fileId, versionId: older?.versionInfo?.id ?? '' };
}

const field = () =>
  client.customMetadataFields.create({ name: name(), label: name(), schema: { type: 'Number' } });
const extension = () =>
  client.savedExtensions.create({ name: 'a', description: 'b', config: { name: 'ai-auto-description' } });
const named = () => client.namedTransformations.create({ name: name(), transformation: 'w-10' });
const webFolder = { type: 'WEB_FOLDER', name: 'Web', baseUrl: 'https://example.com' } as const;
const origin = () => client.accounts.origins.create(webFolder);
const endpoint = () => client.accounts.urlEndpoints.create({ description: 'a', urlPrefix: name() });
const week = { startDate: '2026-07-01', endDate: '2026-07-08' };
const text = () => toFile(Buffer.from('text'), 'a.txt');

async function startCopy() {
  const { folder } = await file();
  const job = await client.folders.copy({ sourceFolderPath: folder, destinationPath: `/${name()}` });
  return job.jobId;
}

interface Row {
  readonly call: () => Promise<unknown>;
  readonly answer: unknown;
}

const anything = expect.anything();
const nothing = null;
const id = { id: expect.any(String) };
const fileId = { fileId: expect.any(String) };
const updated = { successfullyUpdatedFileIds: [expect.any(String)] };
const jobId = { jobId: expect.any(String) };
const some = expect.arrayContaining([anything]);

const rows: Readonly<Record<string, Row>> = {
  'assets.list': { call: async () => client.assets.list({ path: (await file()).folder }), answer: [fileId] },

  'files.upload': {
    call: async () => client.files.upload({ file: await text(), fileName: 'a.txt' }),
    answer: fileId,
  },
  'files.get': { call: async () => client.files.get((await file()).fileId), answer: fileId },
  'files.update': {
    call: async () => client.files.update((await file()).fileId, { tags: ['a'] }),
    answer: { tags: ['a'] },
  },
  'files.delete': { call: async () => client.files.delete((await file()).fileId), answer: nothing },
  'files.copy': {
    call: async () =>
      client.files.copy({ sourceFilePath: (await file()).filePath, destinationPath: `/${name()}` }),
    answer: nothing,
  },
  'files.move': {
    call: async () =>
      client.files.move({ sourceFilePath: (await file()).filePath, destinationPath: `/${name()}` }),
    answer: nothing,
  },
  'files.rename': {
    call: async () => client.files.rename({ filePath: (await file()).filePath, newFileName: 'b.txt' }),
    answer: {},
  },

  'files.bulk.addTags': {
    call: async () => client.files.bulk.addTags({ fileIds: [(await file()).fileId], tags: ['a'] }),
    answer: updated,
  },
  'files.bulk.removeTags': {
    call: async () => client.files.bulk.removeTags({ fileIds: [(await file()).fileId], tags: ['a'] }),
    answer: updated,
  },
  'files.bulk.removeAITags': {
    call: async () => client.files.bulk.removeAITags({ fileIds: [(await file()).fileId], AITags: ['a'] }),
    answer: updated,
  },
  'files.bulk.delete': {
    call: async () => client.files.bulk.delete({ fileIds: [(await file()).fileId] }),
    answer: { successfullyDeletedFileIds: [expect.any(String)] },
  },

  'files.versions.list': {
    call: async () => client.files.versions.list((await versions()).fileId),
    answer: [{ type: 'file' }, { type: 'file-version' }],
  },
  'files.versions.get': {
    call: async () => {
      const { versionId, ...of } = await versions();
      return client.files.versions.get(versionId, of);
    },
    answer: { type: 'file-version' },
  },
  'files.versions.delete': {
    call: async () => {
      const { versionId, ...of } = await versions();
      return client.files.versions.delete(versionId, of);
    },
    answer: nothing,
  },
  'files.versions.restore': {
    call: async () => {
      const { versionId, ...of } = await versions();
      return client.files.versions.restore(versionId, of);
    },
    answer: { type: 'file', versionInfo: { name: 'Version 1' } },
  },

  'files.metadata.get': {
    call: async () => client.files.metadata.get((await file()).fileId),
    answer: { size: 4 },
  },
  'files.metadata.getFromURL': {
    call: async () => client.files.metadata.getFromURL({ url: server.endpoint + (await file()).filePath }),
    answer: { size: 4 },
  },

  'folders.create': {
    call: () => client.folders.create({ folderName: name(), parentFolderPath: '/' }),
    answer: {},
  },
  'folders.delete': {
    call: async () => client.folders.delete({ folderPath: (await file()).folder }),
    answer: nothing,
  },
  'folders.copy': {
    call: async () =>
      client.folders.copy({ sourceFolderPath: (await file()).folder, destinationPath: `/${name()}` }),
    answer: jobId,
  },
  'folders.move': {
    call: async () =>
      client.folders.move({ sourceFolderPath: (await file()).folder, destinationPath: `/${name()}` }),
    answer: jobId,
  },
  'folders.rename': {
    call: async () => client.folders.rename({ folderPath: (await file()).folder, newFolderName: name() }),
    answer: jobId,
  },
  'folders.job.get': {
    call: async () => client.folders.job.get(await startCopy()),
    answer: { type: 'COPY_FOLDER' },
  },

  'cache.invalidation.create': {
    call: async () => client.cache.invalidation.create({ url: server.endpoint + (await file()).filePath }),
    answer: { requestId: expect.any(String) },
  },
  'cache.invalidation.get': {
    call: async () => {
      const { requestId = '' } = await client.cache.invalidation.create({
        url: server.endpoint + (await file()).filePath,
      });
      return client.cache.invalidation.get(requestId);
    },
    answer: { status: expect.stringMatching(/^(Pending|Completed)$/) },
  },

  'customMetadataFields.create': { call: field, answer: id },
  'customMetadataFields.list': {
    call: async () => {
      await field();
      return client.customMetadataFields.list();
    },
    answer: some,
  },
  'customMetadataFields.update': {
    call: async () => client.customMetadataFields.update((await field()).id, { schema: { minValue: 1 } }),
    answer: { schema: { type: 'Number', minValue: 1 } },
  },
  'customMetadataFields.delete': {
    call: async () => client.customMetadataFields.delete((await field()).id),
    answer: nothing,
  },

  'savedExtensions.create': { call: extension, answer: id },
  'savedExtensions.list': {
    call: async () => {
      await extension();
      return client.savedExtensions.list();
    },
    answer: some,
  },
  'savedExtensions.get': {
    call: async () => client.savedExtensions.get((await extension()).id ?? ''),
    answer: id,
  },
  'savedExtensions.update': {
    call: async () => client.savedExtensions.update((await extension()).id ?? '', { name: 'c' }),
    answer: { name: 'c' },
  },
  'savedExtensions.delete': {
    call: async () => client.savedExtensions.delete((await extension()).id ?? ''),
    answer: nothing,
  },

  'namedTransformations.create': { call: named, answer: id },
  'namedTransformations.list': {
    call: async () => {
      await named();
      return client.namedTransformations.list();
    },
    answer: some,
  },
  'namedTransformations.get': {
    call: async () => client.namedTransformations.get((await named()).id),
    answer: id,
  },
  'namedTransformations.update': {
    call: async () => client.namedTransformations.update((await named()).id, { transformation: 'h-10' }),
    answer: { transformation: 'h-10' },
  },
  'namedTransformations.delete': {
    call: async () => client.namedTransformations.delete((await named()).id),
    answer: nothing,
  },

  'accounts.origins.create': { call: origin, answer: id },
  'accounts.origins.list': {
    call: async () => {
      await origin();
      return client.accounts.origins.list();
    },
    answer: some,
  },
  'accounts.origins.get': { call: async () => client.accounts.origins.get((await origin()).id), answer: id },
  'accounts.origins.update': {
    call: async () => client.accounts.origins.update((await origin()).id, { ...webFolder, name: 'Other' }),
    answer: { name: 'Other' },
  },
  'accounts.origins.delete': {
    call: async () => client.accounts.origins.delete((await origin()).id),
    answer: nothing,
  },

  'accounts.urlEndpoints.create': { call: endpoint, answer: id },
  'accounts.urlEndpoints.list': { call: () => client.accounts.urlEndpoints.list(), answer: some },
  'accounts.urlEndpoints.get': {
    call: async () => client.accounts.urlEndpoints.get((await endpoint()).id),
    answer: id,
  },
  'accounts.urlEndpoints.update': {
    call: async () =>
      client.accounts.urlEndpoints.update((await endpoint()).id, { description: 'b', urlPrefix: name() }),
    answer: { description: 'b' },
  },
  'accounts.urlEndpoints.delete': {
    call: async () => client.accounts.urlEndpoints.delete((await endpoint()).id),
    answer: nothing,
  },

  'accounts.usage.get': {
    call: () => client.accounts.usage.get(week),
    answer: { bandwidthBytes: expect.any(Number) },
  },
  'accounts.usageAnalytics.get': {
    call: () => client.accounts.usageAnalytics.get(week),
    answer: { requestCount: expect.any(Number) },
  },

  'beta.v2.files.upload': {
    call: async () => client.beta.v2.files.upload({ file: await text(), fileName: 'a.txt' }),
    answer: fileId,
  },
};

/** These ask no server: they write URLs, sign, and read webhooks. */
const local = /^(helper|webhooks)\./;

/** Every method of every resource of the client, by its dotted name. */
function methodsOf(resource: object, path: readonly string[] = []): string[] {
  const own = path.length === 0 ? [] : Object.getOwnPropertyNames(Object.getPrototypeOf(resource));
  const methods = own.filter((key) => key !== 'constructor').map((key) => [...path, key].join('.'));
  const inner = Object.entries(resource).filter(([, value]) => isResource(value));
  return [...methods, ...inner.flatMap(([key, value]) => methodsOf(value, [...path, key]))];
}

function isResource(value: unknown): value is object {
  return typeof value === 'object' && value !== null && '_client' in value;
}

describe('a method of the SDK', () => {
  it('is never forgotten', () => {
    const methods = methodsOf(new ImageKit({ privateKey: 'private_a' })).filter(
      (method) => !local.test(method),
    );
    expect(methods.length).toBeGreaterThan(50);
    expect(Object.keys(rows).toSorted()).toEqual(methods.toSorted());
  });

  it.for(Object.entries(rows))('does what it is for: %s', async ([, { call, answer }], context) => {
    const got = await call().catch((error: unknown) => {
      if (!(error instanceof ImageKit.APIError) || error.status === undefined) throw error;
      const pending = whyPending({ status: error.status, text: error.message });
      if (pending !== undefined) context.skip(`pending: ${pending}`);
      throw error;
    });
    if (answer === nothing) expect(got ?? nothing).toBe(nothing);
    else expect(got).toMatchObject(answer as object);
  });
});
