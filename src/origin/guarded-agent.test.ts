import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAddressGuard } from './address-guard.ts';
import type { Resolve } from './guarded-agent.ts';
import { createWebFiles } from './web-files.ts';

/** Listens everywhere and would answer anybody: only the guard stands between. */
let canary: Server;
let requests: IncomingMessage[];
let port: number;
let location: string | undefined;

beforeEach(async () => {
  requests = [];
  location = undefined;
  canary = createServer((request, response) => {
    requests.push(request);
    if (location === undefined) response.end('secret');
    else response.writeHead(302, { location }).end();
  });
  await new Promise<void>((resolve) => canary.listen(0, resolve));
  port = (canary.address() as AddressInfo).port;
});

afterEach(async () => {
  canary.closeAllConnections();
  await new Promise((resolve) => canary.close(resolve));
});

const at = (host: string) => `http://${host}:${port}/cat.jpg`;

async function read(url: string, allowed: readonly string[], resolve?: Resolve): Promise<string> {
  const guard = createAddressGuard({ allowed });
  const limits = { headersTimeoutMs: 8000, idleTimeoutMs: 60_000, maxRedirects: 5 };
  const files = createWebFiles({ guard, ...limits, ...(resolve === undefined ? {} : { resolve }) });
  const { signal } = new AbortController();
  return (await buffer(await files.open(url, { maxBytes: 1000, signal }))).toString();
}

const refusal = { code: 'invalid', reason: 'ADDRESS_NOT_ALLOWED' };

const forms = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '017700000001',
  '0177.0.0.1',
  '0177.0x0.0.01',
  '127.0.0.1.',
  '%31%32%37.0.0.1',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '127.9.9.9',
  '0.0.0.0',
  '0',
  'localhost',
  'LOCALHOST',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b:1::127.0.0.1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::]',
  '[fe80::5efe:127.0.0.1]',
  '[fd00:ec2::254]',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '[::ffff:169.254.169.254]',
  '100.100.100.200',
  '168.63.129.16',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '255.255.255.255',
];

it.each(forms)('never speaks to %s', async (host) => {
  await expect(read(at(host), [])).rejects.toMatchObject(refusal);
  expect(requests).toEqual([]);
});

const elsewhere = forms.filter((host) => !/^(127|2130706433|0x7f|0177|%31|①|localhost)/i.test(host));

it.each(elsewhere)('never follows an allowed server to %s', async (host) => {
  location = at(host);
  await expect(read(at('127.0.0.1'), ['127.0.0.0/8'])).rejects.toMatchObject(refusal);
  expect(requests).toHaveLength(1);
});

it('never speaks to what a name resolves to', async () => {
  const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  await expect(read(at('cats.example'), [], resolve)).rejects.toMatchObject(refusal);
  expect(requests).toEqual([]);
});

it('follows no allowed server to a name that resolves to another', async () => {
  location = at('inside.example');
  const resolve: Resolve = async () => [{ address: '127.0.0.2', family: 4 }];
  await expect(read(at('127.0.0.1'), ['127.0.0.1/32'], resolve)).rejects.toMatchObject(refusal);
  expect(requests).toHaveLength(1);
});

it('checks a name that changes its answer each time that it connects', async () => {
  location = at('cats.example');
  const answers = ['127.0.0.1', '127.0.0.2'];
  const resolve: Resolve = async () => [{ address: answers.shift() ?? '', family: 4 }];
  await expect(read(at('cats.example'), ['127.0.0.1/32'], resolve)).rejects.toMatchObject(refusal);
  expect(requests).toHaveLength(1);
});

it('asks once for each connection, and connects to what it was told', async () => {
  const asked: string[] = [];
  const resolve: Resolve = async (hostname) => {
    asked.push(hostname);
    return [{ address: '127.0.0.1', family: 4 }];
  };
  expect(await read(at('cats.example'), ['127.0.0.1/32'], resolve)).toBe('secret');
  expect(asked).toEqual(['cats.example']);
});

it('uses none but the allowed among the addresses of a name', async () => {
  const resolve: Resolve = async () => [
    { address: '127.0.0.2', family: 4 },
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ];
  expect(await read(at('cats.example'), ['127.0.0.1/32'], resolve)).toBe('secret');
});
