import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, call, getDetails, type Uploaded, upload, uploadPath } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { filePart, makeForm, textParts } from '../support/form.ts';
import { freePort } from '../support/free-port.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

describe('a start', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  it('on an empty folder makes keys and a password, and prints them with where it listens', () => {
    expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(server.endpoint).toBe(`${server.url}/demo`);
    expect(server.publicKey).toMatch(/^public_[A-Za-z0-9_-]{20,}$/);
    expect(server.privateKey).toMatch(/^private_[A-Za-z0-9_-]{20,}$/);
    expect(server.adminPassword).toMatch(/^\S{12,}$/);
  });

  it('is alive and ready', async () => {
    for (const path of ['/healthz', '/readyz']) expect((await ask(server.url, path)).status, path).toBe(200);
  });
});

describe('a start with --demo', () => {
  it('is alive but not ready, and says why, until the library is filled', { timeout: 180_000 }, async () => {
    const port = await freePort();
    const starting = startServer({ CALOTYPE_PORT: port }, ['--demo']);
    const url = `http://127.0.0.1:${port}`;
    const readiness = () => ask(url, '/readyz').catch(() => undefined);
    await expect.poll(readiness, { timeout: 90_000, interval: 5 }).toBeDefined();
    expect((await ask(url, '/healthz')).status).toBe(200);
    expect(await readiness()).toMatchObject({
      status: 503,
      text: JSON.stringify({ status: 'starting', reason: 'The library is being filled.' }),
    });
    const server = await starting;
    expect(await readiness()).toMatchObject({ status: 200, text: JSON.stringify({ status: 'ready' }) });
    await server.stop();
  });
});

describe('a restart', () => {
  it('keeps keys, files and their details, and tells the password no more', async () => {
    const first = await startServer();
    const uploaded = await upload(first, '/kept/a.txt', 'kept', { tags: 'a,b' });
    const details = await getDetails(first, uploaded.fileId);
    await first.stop({ keepData: true });

    const second = await startServer({ CALOTYPE_DATA: first.dataFolder });
    expect(second).toMatchObject({
      publicKey: first.publicKey,
      privateKey: first.privateKey,
      adminPassword: undefined,
    });
    const kept = await getDetails(second, uploaded.fileId);
    const local = ({ url, thumbnail, ...rest }: typeof kept) => rest;
    expect(local(kept)).toEqual(local(details));
    expect((await ask(second.url, '/demo/kept/a.txt')).text).toBe('kept');
    await second.stop();
  });

  it('after the power went keeps what was acknowledged', async () => {
    const first = await startServer();
    const { fileId } = await upload(first, '/kept.txt', 'kept');
    await first.kill();
    const second = await startServer({ CALOTYPE_DATA: first.dataFolder });
    expect(await getDetails(second, fileId)).toMatchObject({ filePath: '/kept.txt', size: 4 });
    expect((await ask(second.url, '/demo/kept.txt')).text).toBe('kept');
    await second.stop();
  });

  it('takes the keys, the id and the public URL of its settings', async () => {
    const server = await startServer({
      CALOTYPE_PUBLIC_KEY: 'public_given',
      CALOTYPE_PRIVATE_KEY: 'private_given',
      CALOTYPE_ID: 'acme',
      CALOTYPE_PUBLIC_URL: 'https://media.example/',
    });
    expect(server).toMatchObject({
      url: 'https://media.example',
      endpoint: 'https://media.example/acme',
      publicKey: 'public_given',
      privateKey: 'private_given',
    });
    await server.stop();
  });
});

describe('SIGTERM', () => {
  it('lets a running upload end, then exits 0', async () => {
    const server = await startServer();
    const form = makeForm([
      ...textParts({ fileName: 'late.txt', useUniqueFileName: false }),
      filePart('late'),
    ]);
    const { hostname, port } = new URL(server.url);
    const headers = { ...basic(server.privateKey), ...form.headers, 'content-length': form.body.length };
    // A client that would keep its connection for longer than the server would wait.
    const agent = new Agent({ keepAlive: true });
    const sent = request({ agent, hostname, port, path: uploadPath, method: 'POST', headers });
    const answered = new Promise<Uploaded>((resolve, reject) => {
      sent.once('error', reject);
      sent.once('response', async (response) => {
        const chunks = await response.toArray();
        resolve(JSON.parse(Buffer.concat(chunks).toString()));
      });
    });
    sent.write(form.body.subarray(0, 100));
    // Another request on another connection: when it is answered, the first one has arrived.
    expect((await call(server, 'GET', '/v1/files')).status).toBe(200);

    const stopped = server.stop({ keepData: true });
    await expect
      .poll(() =>
        ask(server.url, '/healthz').then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed');
    sent.end(form.body.subarray(100));
    expect(await answered).toMatchObject({ name: 'late.txt', size: 4 });
    await stopped;

    const next = await startServer({ CALOTYPE_DATA: server.dataFolder });
    expect((await ask(next.url, '/demo/late.txt')).text).toBe('late');
    await next.stop();
  });

  it('does not wait for idle connections', async () => {
    const server = await startServer();
    expect((await ask(server.url, '/healthz')).status).toBe(200);
    await server.stop();
  });

  it('ends with 1 when patience does', async () => {
    const server = await startServer({ CALOTYPE_DRAIN_SECONDS: 1 });
    const { hostname, port } = new URL(server.url);
    const headers = {
      ...basic(server.privateKey),
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': 1000,
    };
    const sent = request({ hostname, port, path: uploadPath, method: 'POST', headers });
    sent.on('error', () => {});
    sent.write('--x\r\n');
    expect((await call(server, 'GET', '/v1/files')).status).toBe(200);
    await expect(server.stop()).rejects.toThrow('ended with 1');
    sent.destroy();
  });
});
