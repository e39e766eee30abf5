import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signUrl } from '../../src/access/signed-url.ts';
import { makeUploadSignature } from '../../src/access/upload-signature.ts';
import { basic, sendForm, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { deliver } from '../support/delivery.ts';
import { filePart, textParts } from '../support/form.ts';
import { createPair, type Pair, readPair, runKeys, untilAnswered } from '../support/keys.ts';
import { readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const unknown = 'Your account cannot be authenticated.';
const expired = 'Your request contains expired private API key.';
const forbidden = 'Your API key does not have the permission required for this operation.';

async function statusOf(server: RunningServer, privateKey: string): Promise<[number, unknown]> {
  const answer = await ask(server.url, '/v1/files', { headers: basic(privateKey) });
  return [answer.status, answer.status === 200 ? undefined : answer.json().message];
}

describe('a key pair', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  it('of the first start is listed with its private key masked, unless that is asked for', async () => {
    const ran = await runKeys(server, ['list']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain(
      `${server.publicKey}  private_…${server.privateKey.slice(-4)}  standard  active`,
    );
    expect(ran.stdout).not.toContain(server.privateKey);
    expect((await runKeys(server, ['list', '--reveal'])).stdout).toContain(server.privateKey);
  });

  it('that is the last active standard one cannot be deleted', async () => {
    const ran = await runKeys(server, ['delete', server.publicKey]);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('The last active standard key pair cannot be deleted.');
    expect(await statusOf(server, server.privateKey)).toEqual([200, undefined]);
  });

  it('works within seconds, and is refused within seconds of being deleted', async () => {
    const pair = await createPair(server);
    expect(await statusOf(server, pair.privateKey)).toEqual([200, undefined]);
    expect(await runKeys(server, ['delete', pair.publicKey])).toMatchObject({ code: 0 });
    await untilAnswered(server, pair.privateKey, ({ status }) => status === 403);
    expect(await statusOf(server, pair.privateKey)).toEqual([403, unknown]);
  });

  it('that is rolled now is expired at once, and its successor has its permissions', async () => {
    const old = await createPair(server, ['--media', 'read']);
    const made = readPair(await runKeys(server, ['roll', old.publicKey]));
    await untilAnswered(server, old.privateKey, ({ status }) => status === 403);
    expect(await statusOf(server, old.privateKey)).toEqual([403, expired]);
    expect(await statusOf(server, made.privateKey)).toEqual([200, undefined]);
    const { stdout } = await runKeys(server, ['list']);
    expect(stdout).toMatch(
      new RegExp(`${made.publicKey} .*restricted \\(media: read, account: none\\)  active`),
    );
    expect(stdout).toMatch(new RegExp(`${old.publicKey} .*expired`));
  });

  it.each<[string[], string]>([
    [['roll', 'public_nobody'], 'There is no key pair public_nobody.'],
    [['roll', 'public_nobody', '--expire', 'soon'], '--expire: expected one of now, 1h, 24h, 3d, 7d.'],
    [['create', '--media', 'all'], '--media: expected one of none, read, write.'],
    [['destroy'], 'Usage: calotype keys'],
  ])('asked for with %o is told what is wrong', async (args, message) => {
    const ran = await runKeys(server, args);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain(message);
    expect(ran.stderr).not.toContain('    at ');
  });

  it('of the settings works beside those that are kept, and is changed in the settings alone', async () => {
    const given = { CALOTYPE_PUBLIC_KEY: 'public_given', CALOTYPE_PRIVATE_KEY: 'private_given' };
    const beside = await startServer(given);
    const pair = await createPair(beside, [], given);
    expect(await statusOf(beside, pair.privateKey)).toEqual([200, undefined]);
    expect(await statusOf(beside, 'private_given')).toEqual([200, undefined]);
    const ran = await runKeys(beside, ['roll', 'public_given'], given);
    expect([ran.code, ran.stderr]).toMatchObject([2, expect.stringContaining('comes from the settings')]);
    await beside.stop();
  });
});

describe('a restricted key', () => {
  let server: RunningServer;
  const pairs = {} as Record<'nothing' | 'reads' | 'writes' | 'account' | 'configures', Pair>;
  beforeAll(async () => {
    server = await startServer();
    await upload(server, '/secret.jpg', await readPhotograph(), { isPrivateFile: true });
    const wishes = {
      nothing: ['--media', 'none'],
      reads: ['--media', 'read'],
      writes: ['--media', 'write'],
      account: ['--account', 'read'],
      configures: ['--account', 'write'],
    };
    await Promise.all(
      Object.entries(wishes).map(async ([name, args]) => {
        pairs[name as keyof typeof pairs] = await createPair(server, args);
      }),
    );
  });
  afterAll(() => server.stop());

  const id = '697f0800a1b2c3d4e5f60718';
  /** Refused, or else what the route answers to a stranger's id or an empty body. */
  const routes: [string, string, 'media' | 'account', 'read' | 'write'][] = [
    ['GET', '/v1/files', 'media', 'read'],
    ['HEAD', '/v1/files', 'media', 'read'],
    ['GET', '/v2/files', 'media', 'read'],
    ['GET', `/v1/files/${id}/details`, 'media', 'read'],
    ['GET', `/v1/files/${id}/details/`, 'media', 'read'],
    ['PATCH', `/v1/files/${id}/details`, 'media', 'write'],
    ['DELETE', `/v1/files/${id}`, 'media', 'write'],
    ['DELETE', `/v2/files/${id}`, 'media', 'write'],
    ['POST', '/v1/bulkJobs/copyFolder', 'media', 'write'],
    ['POST', '/v1/bulkJobs/moveFolder', 'media', 'write'],
    ['PUT', '/v2/bulkJobs/moveFolder', 'media', 'write'],
    ['POST', '/v1/bulkJobs/renameFolder', 'media', 'write'],
    ['GET', `/v1/bulkJobs/${id}`, 'media', 'read'],
    ['GET', '/v1/named-transformations', 'account', 'read'],
    ['GET', '/v1/named-transformations/zzzzzzzzz', 'account', 'read'],
    ['POST', '/v1/named-transformations', 'account', 'write'],
    ['PATCH', '/v1/named-transformations/zzzzzzzzz', 'account', 'write'],
    ['DELETE', '/v1/named-transformations/zzzzzzzzz', 'account', 'write'],
    ['GET', '/v1/accounts/origins', 'account', 'read'],
    ['GET', '/v1/accounts/origins/nobody', 'account', 'read'],
    ['POST', '/v1/accounts/origins', 'account', 'write'],
    ['PUT', '/v1/accounts/origins/nobody', 'account', 'write'],
    ['DELETE', '/v1/accounts/origins/nobody', 'account', 'write'],
    ['GET', '/v1/accounts/url-endpoints', 'account', 'read'],
    ['GET', '/v1/accounts/url-endpoints/default', 'account', 'read'],
    ['POST', '/v1/accounts/url-endpoints', 'account', 'write'],
    ['PUT', '/v1/accounts/url-endpoints/default', 'account', 'write'],
    ['DELETE', '/v1/accounts/url-endpoints/nobody', 'account', 'write'],
    ['GET', '/v1/saved-extensions', 'media', 'read'],
    ['GET', '/v1/saved-extensions/ext_1', 'media', 'read'],
    ['POST', '/v1/saved-extensions', 'media', 'write'],
    ['PATCH', '/v1/saved-extensions/ext_1', 'media', 'write'],
    ['DELETE', '/v1/saved-extensions/ext_1', 'media', 'write'],
    ['GET', '/v1/customMetadataFields', 'media', 'read'],
    ['POST', '/v1/customMetadataFields', 'media', 'write'],
    ['PATCH', `/v1/customMetadataFields/${id}`, 'media', 'write'],
    ['DELETE', `/v1/customMetadataFields/${id}`, 'media', 'write'],
    ['GET', `/v1/files/${id}/metadata`, 'media', 'read'],
    ['GET', '/v1/metadata', 'media', 'read'],
    ['GET', '/v1/files/metadata', 'media', 'read'],
    ['POST', '/v1/files/batch/deleteByFileIds', 'media', 'write'],
    ['GET', `/v1/files/${id}/versions`, 'media', 'read'],
    ['GET', `/v1/files/${id}/versions/${id}`, 'media', 'read'],
    ['DELETE', `/v1/files/${id}/versions/${id}`, 'media', 'write'],
    ['PUT', `/v1/files/${id}/versions/${id}/restore`, 'media', 'write'],
    ['POST', '/v1/files/copy', 'media', 'write'],
    ['POST', '/v1/files/move', 'media', 'write'],
    ['PUT', '/v1/files/rename', 'media', 'write'],
    ['POST', '/v1/files/addTags', 'media', 'write'],
    ['POST', '/v1/files/removeTags', 'media', 'write'],
    ['POST', '/v1/files/removeAITags', 'media', 'write'],
    ['POST', '/v1/folder', 'media', 'write'],
    ['DELETE', '/v1/folder', 'media', 'write'],
  ];
  const allowed: Record<keyof typeof pairs, readonly string[]> = {
    nothing: [],
    reads: ['media read'],
    writes: ['media read', 'media write'],
    account: ['account read'],
    configures: ['account read', 'account write'],
  };

  it.each(routes)('may %s %s when it may %s %s', async (method, path, group, level) => {
    for (const [name, { privateKey }] of Object.entries(pairs)) {
      const body = method === 'POST' || method === 'PATCH' ? { body: '{"name":1}' } : {};
      const answer = await ask(server.url, path, { method, headers: basic(privateKey), ...body });
      const isAllowed = allowed[name as keyof typeof pairs].includes(`${group} ${level}`);
      expect([name, answer.status === 403]).toEqual([name, !isAllowed]);
      if (!isAllowed && method !== 'HEAD') expect(answer.json().message).toBe(forbidden);
    }
  });

  it('is refused before its body is read', async () => {
    const answer = await ask(server.url, '/v1/named-transformations', {
      method: 'POST',
      headers: basic(pairs.account.privateKey),
      body: '{',
    });
    expect([answer.status, answer.json().message]).toEqual([403, forbidden]);
  });

  it.each(['nothing', 'reads', 'account'] as const)(
    'uploads nothing when it is that which does %s',
    async (name) => {
      const { publicKey, privateKey } = pairs[name];
      const parts = [...textParts({ fileName: 'a.txt' }), filePart('text')];
      const byKey = await sendForm(server, parts, basic(privateKey));
      expect([byKey.status, byKey.json().message]).toEqual([403, forbidden]);
      const signed = { token: `token-${name}`, expire: String(Math.floor(Date.now() / 1000) + 600) };
      const signature = makeUploadSignature(signed, privateKey);
      const form = [...textParts({ fileName: 'a.txt', publicKey, ...signed, signature }), filePart('text')];
      const bySignature = await sendForm(server, form, {});
      expect([bySignature.status, bySignature.json().message]).toEqual([403, forbidden]);
    },
  );

  it('that may write uploads, by key and by signature', async () => {
    const { publicKey, privateKey } = pairs.writes;
    const parts = [...textParts({ fileName: 'a.txt' }), filePart('text')];
    expect((await sendForm(server, parts, basic(privateKey))).status).toBe(200);
    const signed = { token: 'token-writes', expire: String(Math.floor(Date.now() / 1000) + 600) };
    const signature = makeUploadSignature(signed, privateKey);
    const form = [...textParts({ fileName: 'a.txt', publicKey, ...signed, signature }), filePart('text')];
    expect((await sendForm(server, form, {})).status).toBe(200);
  });

  it.each([
    ['reads', 200],
    ['writes', 200],
    ['nothing', 401],
    ['account', 401],
  ] as const)('that %s signs URLs of private files: %i', async (name, status) => {
    const { endpoint } = server;
    const url = signUrl(`${endpoint}/secret.jpg`, { endpoint, privateKey: pairs[name].privateKey });
    expect((await deliver(server, url.slice(endpoint.length))).status).toBe(status);
  });
});

describe('with CALOTYPE_SECRET', () => {
  const secret = { CALOTYPE_SECRET: 'sixteen characters' };
  const bytesOf = async ({ dataFolder }: RunningServer) =>
    Buffer.concat(await Promise.all(['library.db'].map((name) => readFile(join(dataFolder, name)))));

  it('private keys are sealed, those from before as well, and nothing starts without it again', async () => {
    let server = await startServer();
    const { privateKey, dataFolder } = server;
    await server.stop({ keepData: true });
    expect((await bytesOf(server)).includes(privateKey)).toBe(true);

    server = await startServer({ ...secret, CALOTYPE_DATA: dataFolder });
    expect(server.privateKey).toBe(privateKey);
    const made = await createPair(server, [], secret);
    expect(await statusOf(server, made.privateKey)).toEqual([200, undefined]);
    await server.stop({ keepData: true });
    expect((await bytesOf(server)).includes(made.privateKey)).toBe(false);
    expect((await runKeys(server, ['list', '--reveal'], secret)).stdout).toContain(privateKey);

    for (const [settings, message] of [
      [{}, 'CALOTYPE_SECRET has to be set.'],
      [{ CALOTYPE_SECRET: 'another secret of sixteen' }, 'CALOTYPE_SECRET is not the one'],
    ] as const) {
      const ran = await runKeys(server, ['list'], settings);
      expect([ran.code, ran.stdout]).toEqual([2, '']);
      expect(ran.stderr).toContain(message);
      await expect(startServer({ ...settings, CALOTYPE_DATA: dataFolder })).rejects.toThrow(message);
    }
    await (await startServer({ ...secret, CALOTYPE_DATA: dataFolder })).stop();
  });
});
