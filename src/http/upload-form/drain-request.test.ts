import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DrainLimits, drainRequest } from './drain-request.ts';

let server: Server;
let port: number;
let limits: DrainLimits;
let drained: PromiseWithResolvers<IncomingMessage>;

beforeEach(async () => {
  drained = Promise.withResolvers();
  server = createServer(async (request, response) => {
    await drainRequest(request, limits);
    drained.resolve(request);
    response.end('refused');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const open = () => {
  const client = httpRequest({ port, host: '127.0.0.1', method: 'POST', agent: false });
  client.on('error', () => {});
  return client;
};

it('lets a client finish, so that it reads the answer', async () => {
  limits = { maxBytes: 10_000_000, idleMs: 60_000 };
  const client = open();
  const answered = new Promise((resolve) => client.once('response', resolve));
  for (let sent = 0; sent < 5_000_000; sent += 100_000) client.write(Buffer.alloc(100_000));
  client.end();
  expect(await answered).toMatchObject({ statusCode: 200 });
  expect((await drained.promise).complete).toBe(true);
});

it('does not wait for a body that was read or has gone', async () => {
  limits = { maxBytes: 0, idleMs: 60_000 };
  const client = open();
  client.end();
  const request = await drained.promise;
  await drainRequest(request, limits);
  request.destroy();
  await drainRequest(request, limits);
});

it('cuts off a client that sends without end', async () => {
  limits = { maxBytes: 1_000_000, idleMs: 60_000 };
  const client = open();
  const sendMore = (error?: Error | null) => {
    if (!error) client.write(Buffer.alloc(100_000), sendMore);
  };
  sendMore();
  expect((await drained.promise).destroyed).toBe(true);
  client.destroy();
});

it('cuts off a client that sends nothing any more', async () => {
  limits = { maxBytes: 1_000_000, idleMs: 50 };
  const client = open();
  client.write('some');
  const request = await drained.promise;
  expect(request.destroyed).toBe(true);
  expect(request.complete).toBe(false);
});
