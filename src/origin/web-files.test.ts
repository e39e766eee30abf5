import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteFiles } from '../domain/origin.ts';
import { createAddressGuard } from './address-guard.ts';
import type { Resolve } from './guarded-agent.ts';
import { createWebFiles, type WebFilesOptions } from './web-files.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const bytes = Buffer.alloc(200_000, 'kettle');
const maxBytes = 1_000_000;
const message =
  'Your request contains invalid file parameter. The file could not be downloaded from the given URL.';

let server: Server;
let requests: IncomingMessage[];
let respond: Handler;
let port: number;

beforeEach(async () => {
  requests = [];
  respond = (_, response) => response.end(bytes);
  server = createServer((request, response) => {
    requests.push(request);
    respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function files(settings: Partial<WebFilesOptions> = {}): RemoteFiles {
  const guard = createAddressGuard({ allowed: ['127.0.0.0/8'] });
  return createWebFiles({
    guard,
    headersTimeoutMs: 8000,
    idleTimeoutMs: 60_000,
    maxRedirects: 5,
    ...settings,
  });
}

const options = { maxBytes, signal: new AbortController().signal };
const read = async (url: string, from = files()) => buffer(await from.open(url, options));
const at = (host: string) => `http://${host}:${port}/cat.jpg`;
const redirect =
  (location: string): Handler =>
  (_, response) => {
    response.writeHead(302, { location }).end('moved');
  };
const refusal = (reason: string) => ({ code: 'invalid', message, reason, help: expect.any(String) });

describe('a file that may be fetched', () => {
  it('comes as it is', async () => {
    expect(await read(at('127.0.0.1'))).toEqual(bytes);
    expect(requests[0]?.headers).toMatchObject({ 'accept-encoding': 'identity' });
    expect(requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('comes in chunks without a length', async () => {
    respond = (_, response) => {
      response.write(bytes.subarray(0, 1000));
      response.end(bytes.subarray(1000));
    };
    expect(await read(at('127.0.0.1'))).toEqual(bytes);
  });

  it('is unpacked when its server insists on gzip', async () => {
    respond = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(bytes));
    };
    expect(await read(at('127.0.0.1'))).toEqual(bytes);
  });

  it.each([301, 302, 303, 307, 308])('is found through %i', async (status) => {
    respond = (request, response) => {
      if (request.url === '/there.jpg') response.end(bytes);
      else response.writeHead(status, { location: './there.jpg' }).end();
    };
    expect(await read(at('127.0.0.1'))).toEqual(bytes);
  });

  it('is found through five redirects, not through six', async () => {
    respond = (request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end(bytes);
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    };
    expect(await read(`http://127.0.0.1:${port}/5`)).toEqual(bytes);
    await expect(read(`http://127.0.0.1:${port}/6`)).rejects.toMatchObject(refusal('TOO_MANY_REDIRECTS'));
  });
});

describe('a URL is refused', () => {
  it.each([
    ['that is none', 'cats'],
    ['of a file', 'file:///etc/passwd'],
    ['of FTP', 'ftp://127.0.0.1/a'],
    ['of data', 'data:text/plain,hello'],
    ['of gopher', 'gopher://127.0.0.1/'],
    ['without a host', 'http://'],
    ['with a port out of range', 'http://127.0.0.1:99999/'],
    ['with a user name', 'http://trusted@127.0.0.1/'],
    ['with a password', 'http://:secret@127.0.0.1/'],
  ])('%s', async (_, url) => {
    await expect(read(url)).rejects.toMatchObject(refusal('INVALID_URL'));
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'http://user:secret@127.0.0.1/', 'http://[::1'])(
    'when it comes from a redirect: %s',
    async (location) => {
      respond = redirect(location);
      await expect(read(at('127.0.0.1'))).rejects.toMatchObject(refusal('INVALID_URL'));
      expect(requests).toHaveLength(1);
    },
  );
});

describe('a download fails', () => {
  it.each([204, 200])('not with status %i', async (status) => {
    respond = (_, response) => response.writeHead(status).end();
    expect(await read(at('127.0.0.1'))).toHaveLength(0);
  });

  it.each([304, 400, 401, 404, 410, 500, 503])('with status %i', async (status) => {
    respond = (_, response) => response.writeHead(status).end('no');
    await expect(read(at('127.0.0.1'))).rejects.toMatchObject(refusal('BAD_STATUS'));
  });

  it('with a redirect to nowhere', async () => {
    respond = (_, response) => response.writeHead(302).end();
    await expect(read(at('127.0.0.1'))).rejects.toMatchObject(refusal('BAD_STATUS'));
  });

  it('when nobody listens', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port: closedPort } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    await expect(read(`http://127.0.0.1:${closedPort}/`)).rejects.toMatchObject(refusal('UNREACHABLE'));
  });

  it('when the name is unknown', async () => {
    const resolve: Resolve = async () => {
      throw Object.assign(new Error('unknown'), { code: 'ENOTFOUND' });
    };
    await expect(read(at('nowhere.example'), files({ resolve }))).rejects.toMatchObject(
      refusal('UNREACHABLE'),
    );
  });

  it('when the server speaks no HTTP', async () => {
    respond = (request) => request.socket.end('hello\r\n');
    await expect(read(at('127.0.0.1'))).rejects.toMatchObject(refusal('UNREACHABLE'));
  });

  it('when TLS cannot be agreed on', async () => {
    await expect(read(`https://127.0.0.1:${port}/`)).rejects.toMatchObject(refusal('UNREACHABLE'));
  });

  it('when headers do not come in time', async () => {
    respond = () => {};
    await expect(read(at('127.0.0.1'), files({ headersTimeoutMs: 50 }))).rejects.toMatchObject(
      refusal('TIMED_OUT'),
    );
  });

  it('when redirects together take too long', async () => {
    respond = (_, response) => {
      setTimeout(() => response.writeHead(302, { location: '/again' }).end(), 40);
    };
    await expect(read(at('127.0.0.1'), files({ headersTimeoutMs: 100 }))).rejects.toMatchObject(
      refusal('TIMED_OUT'),
    );
  });

  it('when the name takes too long to resolve', async () => {
    const resolve: Resolve = () => new Promise(() => {});
    await expect(read(at('slow.example'), files({ resolve, headersTimeoutMs: 50 }))).rejects.toMatchObject(
      refusal('TIMED_OUT'),
    );
  });

  it('when the body falls silent', async () => {
    respond = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('some');
    };
    await expect(read(at('127.0.0.1'), files({ idleTimeoutMs: 100 }))).rejects.toMatchObject(
      refusal('TIMED_OUT'),
    );
  });

  it.each<[string, Record<string, string>]>([
    ['a body with a length', { 'content-length': '1000' }],
    ['a body in chunks', {}],
  ])('when %s breaks off', async (_, headers) => {
    respond = (request, response) => {
      response.writeHead(200, headers).write('some', () => request.socket.destroy());
    };
    await expect(read(at('127.0.0.1'))).rejects.toMatchObject(refusal('INCOMPLETE'));
  });

  it('when gzip breaks off', async () => {
    respond = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(bytes).subarray(0, 100));
    };
    await expect(read(at('127.0.0.1'))).rejects.toMatchObject(refusal('INCOMPLETE'));
  });

  it.each(['br', 'gzip, gzip', 'compress'])('when the body comes in the encoding %s', async (encoding) => {
    respond = (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bytes);
    await expect(read(at('127.0.0.1'))).rejects.toMatchObject(refusal('UNKNOWN_ENCODING'));
  });

  it('without telling what the other server said', async () => {
    respond = (_, response) => response.writeHead(500, 'top secret').end('top secret');
    const failure = await read(at('127.0.0.1')).catch((error) => error);
    expect(JSON.stringify([failure.message, failure.help, failure.reason])).not.toMatch(/secret|127|500/);
  });
});

describe('a file that is too large', () => {
  const tooLarge = {
    code: 'too_large',
    message: 'Your request contains invalid file parameter. The file size exceeds limits.',
  };

  it('is refused by its length, before its bytes', async () => {
    respond = (_, response) =>
      response.writeHead(200, { 'content-length': String(maxBytes + 1) }).flushHeaders();
    await expect(files().open(at('127.0.0.1'), options)).rejects.toMatchObject(tooLarge);
  });

  it('is cut off when it has no length', async () => {
    respond = (_, response) => {
      for (let sent = 0; sent <= maxBytes; sent += bytes.length) response.write(bytes);
      response.end();
    };
    await expect(read(at('127.0.0.1'))).rejects.toMatchObject(tooLarge);
  });

  it('is cut off when it unpacks to more', async () => {
    respond = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000)));
    };
    await expect(read(at('127.0.0.1'))).rejects.toMatchObject(tooLarge);
  });

  it('may have just as many bytes as allowed', async () => {
    respond = (_, response) => response.end(Buffer.alloc(maxBytes));
    expect(await read(at('127.0.0.1'))).toHaveLength(maxBytes);
  });
});

describe('a caller who leaves', () => {
  const reason = new Error('left');

  it('before the start is told so', async () => {
    const signal = AbortSignal.abort(reason);
    await expect(files().open(at('127.0.0.1'), { maxBytes, signal })).rejects.toBe(reason);
    expect(requests).toEqual([]);
  });

  it('while waiting for headers closes the connection', async () => {
    const controller = new AbortController();
    const closed = new Promise((resolve) => {
      respond = (request) => {
        request.socket.once('close', resolve);
        controller.abort(reason);
      };
    });
    await expect(files().open(at('127.0.0.1'), { maxBytes, signal: controller.signal })).rejects.toBe(reason);
    await closed;
  });

  it.each<[string, (controller: AbortController, destroy: () => void) => void]>([
    ['by the signal', (controller) => controller.abort(reason)],
    ['by destroying the stream', (_, destroy) => destroy()],
  ])('in the middle of the body, %s, closes the connection', async (_, leave) => {
    const controller = new AbortController();
    const closed = new Promise((resolve) => {
      respond = (request, response) => {
        request.socket.once('close', resolve);
        response.write('some');
      };
    });
    const stream = await files().open(at('127.0.0.1'), { maxBytes, signal: controller.signal });
    stream.on('error', () => {});
    leave(controller, () => stream.destroy());
    await closed;
  });
});
