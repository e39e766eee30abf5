import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { deliver } from '../support/delivery.ts';
import { drawPlain } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let red: Buffer;
let blue: Buffer;
let fileId: string;
let folder = 0;
let path: string;
let url: string;
let namedId: string;

const custom = 'pictures.example.com';

beforeAll(async () => {
  server = await startServer({ CALOTYPE_DOMAINS: custom });
  [red, blue] = (await Promise.all(
    ['red', 'blue'].map((colour) => drawPlain(90, 60, colour).png().toBuffer()),
  )) as [Buffer, Buffer];
  const named = { name: 'small', transformation: 'w-30' };
  const made = await call(server, 'POST', '/v1/named-transformations', named);
  namedId = String(made.json().id);
});
afterAll(() => server.stop());

/** What of an answer a client could tell from another. */
const look = async (headers = {}, target = url) => {
  const answer = await deliver(server, target, { 'user-agent': 'badbot/1', ...headers });
  const {
    'x-request-id': id,
    'x-ik-requestid': ikId,
    'server-timing': timing,
    date,
    ...own
  } = answer.headers;
  return { status: answer.status, headers: own, body: answer.bytes.toString('base64') };
};

/** Three times: as it is made, as it is kept, as it is remembered. */
async function warm(target: string): Promise<void> {
  folder += 1;
  path = `/warm-${folder}/a.png`;
  url = target.replace('PATH', path);
  fileId = (await upload(server, path, red)).fileId;
  for (let time = 0; time < 3; time += 1) expect((await look()).status).toBe(200);
}

const settings = (change: object) => call(server, 'PATCH', '/v1/settings/delivery', change);
const details = (change: object) => call(server, 'PATCH', `/v1/files/${fileId}/details`, change);

/** Spec delivery §16.3, O29: whatever changes, the very next answer shows it. */
describe('an answer that was given often', () => {
  it.each([
    ['an overwrite', 'w-30', () => upload(server, path, blue), (a: Look) => a.status === 200],
    ['a deletion', 'w-30', () => call(server, 'DELETE', `/v1/files/${fileId}`), statusIs(404)],
    ['a move', 'w-30', () => move(), statusIs(404)],
    ['a rename of its folder', 'w-30', () => renameFolder(), statusIs(404)],
    ['a draft', 'w-30', () => details({ publish: { isPublished: false } }), statusIs(404)],
    ['another focus area', 'w-9,h-9,fo-custom', () => details({ customCoordinates: '40,20,9,9' }), tagIsNew],
    ['a named transformation', 'n-small', () => rename('w-20'), tagIsNew],
    ['an account that wants signatures', 'w-30', () => settings({ restrictUnsigned: 'all' }), statusIs(401)],
    ['an account that wants names', 'w-30', () => settings({ restrictUnnamed: true }), statusIs(400)],
    ['an account that lists widths', 'w-30', () => settings({ allowedWidths: [10] }), statusIs(400)],
    [
      'an account that bars this program',
      'w-30',
      () => settings({ blockedUserAgents: ['badbot'] }),
      statusIs(403),
    ],
    ['another quality of the account', 'f-jpg,w-30', () => settings({ quality: 20 }), tagIsNew],
  ])('ends with %s', async (_, transformation, change, isChanged) => {
    await warm(`/tr:${transformation}PATH`);
    const before = await look();
    const changed = await change();
    if ('status' in changed) expect(changed.status, JSON.stringify(changed)).toBeLessThan(300);
    const after = await look();
    await settings({
      restrictUnsigned: null,
      restrictUnnamed: null,
      allowedWidths: null,
      blockedUserAgents: null,
      quality: null,
    });
    await rename('w-30');
    expect(isChanged(after, before), JSON.stringify([before, after])).toBe(true);
    expect(after).not.toEqual(before);
  });

  it('ends when its first folder becomes an endpoint of its own', async () => {
    await warm('PATH');
    const prefix = `warm-${folder}`;
    const body = {
      description: 'mine',
      origins: [],
      urlPrefix: prefix,
    };
    const made = await call(server, 'POST', '/v1/accounts/url-endpoints', body);
    expect(made.status, made.bytes.toString()).toBeLessThan(300);
    // Below the endpoint there is no such file: `warm-N` is no folder any more.
    expect((await look()).status).toBe(404);
  });

  it.each([
    ['a part of it', { range: 'bytes=0-9' }, 206],
    ['what it has already', { 'if-none-match': '*' }, 304],
    ['a part that is not there', { range: 'bytes=9000000-' }, 416],
  ])('is none to whoever asks for %s', async (_, headers, status) => {
    await warm('/tr:w-30PATH');
    expect((await look(headers)).status).toBe(status);
    expect((await look()).status).toBe(200);
  });

  it('has no body for HEAD, and the same headers', async () => {
    await warm('/tr:w-30PATH');
    const got = await look();
    const { status, headers, bytes } = await ask(server.url, `/demo${url}`, { method: 'HEAD' });
    expect([status, bytes.length, headers.etag]).toEqual([200, 0, got.headers.etag]);
    expect(headers['content-length']).toBe(got.headers['content-length']);
  });

  it('is another for whoever takes another format', async () => {
    await warm('/tr:w-30,f-autoPATH');
    const types = [];
    for (const accept of ['*/*', 'image/webp', '*/*', 'image/webp'])
      types.push((await look({ accept })).headers['content-type']);
    expect(types).toEqual(['image/png', 'image/webp', 'image/png', 'image/webp']);
  });

  it('carries the name of its own URL', async () => {
    await warm('/tr:w-30PATH');
    const saved = `${url}?ik-attachment=true&ik-attachment-filename=saved.png`;
    for (let time = 0; time < 3; time += 1) {
      expect((await look({}, saved)).headers['content-disposition']).toContain('saved.png');
      expect((await look()).headers['content-disposition']).toBeUndefined();
    }
  });

  it('is read by its domain', async () => {
    await warm('/tr:w-30PATH');
    const asked = { headers: { host: custom } };
    const statuses = [];
    for (const target of [url, `/demo${url}`]) {
      for (let time = 0; time < 3; time += 1) statuses.push((await ask(server.url, target, asked)).status);
      for (let time = 0; time < 3; time += 1) statuses.push((await ask(server.url, target)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 404, 404, 404, 404, 404, 404, 200, 200, 200]);
  });

  it('is counted each time', async () => {
    await warm('/tr:w-30PATH');
    const hits = async () => {
      const { bytes } = await ask(server.url, '/metrics');
      return Number(/_requests_total\{outcome="hit",tier="memory"\} (\d+)/.exec(bytes.toString())?.[1]);
    };
    const before = await hits();
    for (let time = 0; time < 5; time += 1) await look();
    await expect.poll(hits).toBe(before + 5);
  });

  it('is printed anew after a purge, the same to the byte', async () => {
    await warm('/tr:w-30PATH');
    const before = await look();
    const purge = await call(server, 'POST', '/v1/files/purge', { url: `${server.url}/demo${url}` });
    const { requestId } = purge.json();
    const done = async () => (await call(server, 'GET', `/v1/files/purge/${requestId}`)).json().status;
    await expect.poll(done).toBe('Completed');
    const after = await deliver(server, url);
    expect(after.headers['server-timing']).toContain('desc=new');
    expect(after.bytes.toString('base64')).toBe(before.body);
    expect((await sharp(after.bytes).metadata()).width).toBe(30);
  });
});

type Look = Awaited<ReturnType<typeof look>>;

function statusIs(status: number) {
  return (after: Look) => after.status === status;
}

function tagIsNew(after: Look, before: Look): boolean {
  return after.status === 200 && after.headers.etag !== before.headers.etag;
}

async function move() {
  return await call(server, 'POST', '/v1/files/move', { sourceFilePath: path, destinationPath: '/moved' });
}

async function renameFolder() {
  const folderPath = path.slice(0, path.lastIndexOf('/'));
  const started = await call(server, 'POST', '/v1/bulkJobs/renameFolder', {
    folderPath,
    newFolderName: `away-${folder}`,
  });
  const { jobId } = started.json();
  const status = async () => (await call(server, 'GET', `/v1/bulkJobs/${jobId}`)).json().status;
  await expect.poll(status).toBe('Completed');
  return started;
}

async function rename(transformation: string) {
  return await call(server, 'PATCH', `/v1/named-transformations/${namedId}`, { transformation });
}
