import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, call, upload, uploadPath } from '../support/api.ts';
import { type Answer, ask, type Question } from '../support/ask.ts';
import { filePart, makeForm, textParts } from '../support/form.ts';
import { listen } from '../support/program.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let key: { authorization: string };
let fileId: string;

beforeAll(async () => {
  server = await startServer({ CALOTYPE_MAX_FIELD_BYTES: 4096 });
  key = basic(server.privateKey);
  fileId = (await upload(server, '/a.txt', 'some text')).fileId;
});
afterAll(() => server.stop());

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const nowhere = 'The requested resource does not exist.';

function expectJsonError(answer: Answer, status: number, message?: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.json()).toMatchObject({
    message: message ?? expect.any(String),
    help: expect.stringMatching(/./),
  });
}

/** What each row is, the question (a path may hold FILE), and the status. */
const rows: [string, string, string, Omit<Question, 'method'>, number][] = [
  ['a list', 'GET', '/v1/files', {}, 200],
  ['details', 'GET', '/v1/files/FILE/details', {}, 200],
  ['an update', 'PATCH', '/v1/files/FILE/details', { body: '{}' }, 200],
  ['versions', 'GET', '/v1/files/FILE/versions', {}, 200],
  ['a bulk operation', 'POST', '/v1/files/addTags', { body: '{"fileIds":["FILE"],"tags":["x"]}' }, 404],
  ['a new folder', 'POST', '/v1/folder', { body: '{"folderName":"a","parentFolderPath":"/"}' }, 201],
  ['a move of nothing', 'POST', '/v1/files/move', { body: '{}' }, 400],
  ['a missing file', 'DELETE', '/v1/files/697f0800a1b2c3d4e5f60718', {}, 404],
  ['a bad parameter', 'GET', '/v1/files?skip=-1', {}, 400],
  ['malformed JSON', 'PATCH', '/v1/files/FILE/details', { body: '{"tags":' }, 400],
  [
    'an oversized body',
    'PATCH',
    '/v1/files/FILE/details',
    { body: `{"description":"${'x'.repeat(5000)}"}` },
    400,
  ],
  ['an unknown route', 'GET', '/v1/nothing', {}, 404],
  ['an unknown root', 'POST', '/nothing/at/all', { body: '{}' }, 404],
  ['a method that is not there', 'PUT', '/v1/files', {}, 404],
  ['a path that cannot be decoded', 'GET', '/v1/files/%E0%A4%A/details', {}, 400],
  ['an upload without a form', 'POST', uploadPath, { body: '{}' }, 400],
  ['an upload without its end', 'POST', uploadPath, { ...halfForm() }, 400],
  ['a preflight', 'OPTIONS', uploadPath, {}, 204],
  ['a preflight of the management API', 'OPTIONS', '/v1/files', {}, 204],
  ['a HEAD', 'HEAD', '/v1/files', {}, 200],
  ['health', 'GET', '/healthz', {}, 200],
];

function halfForm(): Omit<Question, 'method'> {
  const form = makeForm([...textParts({ fileName: 'a.txt' }), filePart('text')]);
  return { headers: form.headers, body: form.body.subarray(0, -20) };
}

describe('every answer', () => {
  it.each(rows)('has an id of its own: %s', async (_, method, path, question, status) => {
    const headers = { ...key, ...question.headers };
    const answer = await ask(server.url, path.replace('FILE', fileId), { ...question, method, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers['x-ik-requestid']).toMatch(uuid);
    expect(answer.headers['x-request-id']).toBe(answer.headers['x-ik-requestid']);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    if (status >= 400) expectJsonError(answer, status);
  });

  it('has an id that no other one has', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => call(server, 'GET', '/v1/files')));
    expect(new Set(answers.map((answer) => answer.headers['x-request-id'])).size).toBe(3);
  });

  it.each([
    ['GET', '/v1/nothing'],
    ['PUT', '/v1/files'],
    ['DELETE', uploadPath],
    ['GET', '/api/v3/files/upload'],
  ])('to %s %s says that there is nothing, without asking for a key', async (method, path) => {
    expectJsonError(await ask(server.url, path, { method }), 404, nowhere);
  });

  it('to malformed JSON names the fault', async () => {
    const answer = await call(server, 'PATCH', `/v1/files/${fileId}/details`, '{"tags":');
    expectJsonError(answer, 400, 'Your request contains invalid JSON body.');
  });

  it.each([['[]'], ['1'], ['"text"'], ['null']])('to the body %s is no failure of ours', async (body) => {
    const answer = await call(server, 'PATCH', `/v1/files/${fileId}/details`, body);
    expect(answer.status).toBeLessThan(500);
  });

  it('without a body has no type: 204', async () => {
    const { fileId: doomed } = await upload(server, '/doomed.txt', 'text');
    const answer = await call(server, 'DELETE', `/v1/files/${doomed}`);
    expect([answer.status, answer.bytes.length]).toEqual([204, 0]);
    expect(answer.headers).not.toHaveProperty('content-type');
    expect(answer.headers['x-request-id']).toMatch(uuid);
  });

  it('takes a body as JSON whatever its type', async () => {
    for (const type of [
      'application/json; charset=utf-8',
      'text/plain',
      'application/x-www-form-urlencoded',
    ]) {
      const headers = { 'content-type': type };
      const answer = await call(
        server,
        'PATCH',
        `/v1/files/${fileId}/details`,
        { description: type },
        headers,
      );
      expect(answer.json()).toMatchObject({ description: type });
    }
  });

  it('comes whatever the client would accept', async () => {
    for (const headers of [
      { accept: 'image/png' },
      { accept: '' },
      { 'accept-encoding': 'application/json' },
    ]) {
      const answer = await call(server, 'GET', '/v1/files', undefined, headers);
      expect(answer.status).toBe(200);
      expect(answer.json()).toBeInstanceOf(Array);
    }
  });
});

describe('what is no HTTP', () => {
  it.each([
    ['a line of nonsense', 'hello\r\n\r\n', 400],
    [
      'two lengths',
      'POST /v1/files HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      400,
    ],
    ['endless headers', `GET /v1/files HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
  ])('gets JSON all the same: %s', async (_, written, status) => {
    const [head = '', body = ''] = (await speak(written)).split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toMatch(/^x-request-id: [0-9a-f-]{36}\r?$/m);
    expect(JSON.parse(body)).toEqual({ message: expect.any(String), help: expect.any(String) });
  });

  function speak(written: string): Promise<string> {
    const { hostname: host, port } = new URL(server.url);
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port: Number(port) }, () => socket.write(written));
      const heard = listen(socket);
      socket.once('error', reject).once('close', () => resolve(heard()));
    });
  }
});

describe('a route', () => {
  it.each([
    ['GET', '/v1/files/'],
    ['GET', '/v1/files/?limit=1'],
    ['GET', '/v2/files'],
    ['GET', '/v2/files/'],
    ['GET', '/v1/files/FILE/details/'],
    ['GET', '/v2/files/FILE/details'],
    ['PATCH', '/v1/files/FILE/details/'],
    ['PATCH', '/v2/files/FILE/details/'],
  ])('is the same with a slash or as v2: %s %s', async (method, path) => {
    const body = method === 'PATCH' ? { tags: ['a'] } : undefined;
    const answer = await call(server, method, path.replace('FILE', fileId), body);
    expect(answer.status).toBe(200);
  });

  it.each([uploadPath, `${uploadPath}/`, '/v1/files/upload', '/v1/files/upload/'])(
    'takes uploads: %s',
    async (path) => {
      const form = makeForm([...textParts({ fileName: 'a.txt' }), filePart('text')]);
      const headers = { ...key, ...form.headers };
      const answer = await ask(server.url, path, { method: 'POST', headers, body: form.body });
      expect(answer.status).toBe(200);
    },
  );

  it('that is not there yet says so: upload V2', async () => {
    const form = makeForm([...textParts({ fileName: 'a.txt' }), filePart('text')]);
    const answer = await ask(server.url, '/api/v2/files/upload', {
      method: 'POST',
      headers: { ...key, ...form.headers },
      body: form.body,
    });
    expectJsonError(answer, 400);
    expect(answer.text).toContain('V2');
  });
});

describe('a browser of another site', () => {
  it('may ask first, without a key', async () => {
    const answer = await ask(server.url, uploadPath, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-my-own',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': expect.stringContaining('POST'),
      'access-control-allow-headers': 'content-type,x-my-own',
      'access-control-max-age': '86400',
    });
  });

  it('may read the ids, and the message of an error', async () => {
    const form = makeForm(textParts({ fileName: 'a.txt' }));
    const headers = { ...form.headers, origin: 'https://shop.example' };
    const answer = await ask(server.url, uploadPath, { method: 'POST', headers, body: form.body });
    expectJsonError(answer, 401);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-expose-headers']).toContain('x-request-id');
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('may be kept from the management API, never from uploads', async () => {
    const closed = await startServer({ CALOTYPE_CORS_API: false });
    const allowed = async (path: string, method = 'OPTIONS') =>
      (await ask(closed.url, path, { method })).headers['access-control-allow-origin'];
    expect(await allowed('/v1/files')).toBeUndefined();
    expect(await allowed('/v1/files', 'GET')).toBeUndefined();
    expect(await allowed(uploadPath)).toBe('*');
    expect(await allowed(uploadPath, 'POST')).toBe('*');
    await closed.stop();
  });
});
