import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OriginPlace } from '../../src/domain/external-origin.ts';
import { createAddressGuard } from '../../src/origin/address-guard.ts';
import { createOpenOrigin } from '../../src/origin/open-origin.ts';
import { deliver } from '../support/delivery.ts';
import { addOrigin, attach } from '../support/endpoints.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { request } from './tools.ts';

/** Must never hear of anything: it stands for a metadata service, a database, an API of the network next door. */
let canary: Server;
let port: number;
let heard: string[];
let redirector: Server;

const listen = (server: Server, host: string, at = 0) =>
  new Promise<number>((resolve) =>
    server.listen(at, host, () => resolve((server.address() as AddressInfo).port)),
  );

beforeAll(async () => {
  canary = createServer((asked, response) => {
    heard.push(String(asked.url));
    response.end('a secret');
  });
  canary.on('connection', () => heard.push('a connection'));
  port = await listen(canary, '::');
  redirector = createServer((_, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end(),
  );
});
afterAll(() => {
  canary.close();
  redirector.close();
});
beforeEach(() => {
  heard = [];
});

const open = (place: OriginPlace, allowed: readonly string[] = []) =>
  createOpenOrigin({
    guard: createAddressGuard({ allowed }),
    headersTimeoutMs: 5000,
    idleTimeoutMs: 5000,
    maxRedirects: 5,
    requestFrom: 'imagekit',
    loopMark: 'mark',
  })(place);

const keys = { accessKey: 'a', secretKey: 'b' };
const kinds: readonly ((base: string) => readonly [OriginPlace, string])[] = [
  (base) => [{ type: 'WEB_FOLDER', baseUrl: base, forwardHostHeaderToOrigin: false }, '/x.png'],
  (base) => [{ type: 'WEB_PROXY' }, `/${base}/x.png`],
  (base) => [
    { type: 'S3_COMPATIBLE', bucket: 'b', prefix: '', endpoint: base, s3ForcePathStyle: true, ...keys },
    '/x.png',
  ],
  (base) => [
    { type: 'AKENEO_PIM', baseUrl: base, clientId: 'c', clientSecret: 's', username: 'u', password: 'p' },
    '/x.png',
  ],
];

const hosts = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  'localhost',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2001::1]',
  '[fe80::5efe:7f00:1]',
  '[fd00::1]',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
  '100.100.100.200',
  '169.254.169.254',
];

describe.each(hosts)('a request forged to %s', (host) => {
  it.each(kinds.map((kind) => [kind(`http://${host}:${port}`)[0].type, kind] as const))(
    'is refused by %s before anything is connected to',
    async (_, kind) => {
      const [place, path] = kind(`http://${host}:${port}`);
      await expect(open(place).open(path, request())).rejects.toMatchObject({
        code: 'not_found',
        reason: 'UNIDENTIFIED - The origin has an address that must not be reached',
      });
      expect(heard).toEqual([]);
    },
  );
});

it.each(kinds.slice(0, 2).map((kind) => [kind('')[0].type, kind] as const))(
  'a redirect to what is refused is refused: %s',
  async (_, kind) => {
    const at = await listen(redirector, '127.0.0.2');
    const [place, path] = kind(`http://127.0.0.2:${at}`);
    await expect(open(place, ['127.0.0.2/32']).open(path, request())).rejects.toMatchObject({
      reason: 'UNIDENTIFIED - The origin has an address that must not be reached',
    });
    expect(heard).toEqual([]);
    await new Promise((resolve) => redirector.close(resolve));
  },
);

describe('a server with its settings as they are', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
    await attach(server, 'any', [await addOrigin(server, { type: 'WEB_PROXY' })]);
  });
  afterAll(() => server.stop());

  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '169.254.169.254'])(
    'reaches nothing at %s, by path, layer or default image',
    async (host) => {
      const url = encodeURIComponent(`http://${host}:${port}/x.png`);
      expect((await deliver(server, `/any/${url}`)).status).toBe(404);
      expect((await deliver(server, `/any/http://${host}:${port}/x.png`)).status).toBe(404);
      expect(heard).toEqual([]);
    },
  );
});
