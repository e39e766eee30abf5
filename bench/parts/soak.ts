import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { call, upload } from '../../test/support/api.ts';
import { ask } from '../../test/support/ask.ts';
import { readPhotograph } from '../../test/support/pictures.ts';
import { repository } from '../../test/support/program.ts';
import { type RunningServer, startServer } from '../../test/support/start-server.ts';
import type { Part, Row } from '../part.ts';
import { residentBytesOfTree } from '../process-tree.ts';

const mebibyte = 1024 * 1024;
const together = 8;
const looks = 12;
/** What memory may have grown from the first third of the time to the last. */
const mostGrowth = 1.15;

/** Mixed traffic for as long as `--minutes` says: does memory stay where it is, and does nothing fail? Only when it is asked for. */
export const soak: Part = {
  name: 'soak',
  async run({ minutes }) {
    const server = await startServer();
    const names = await readdir(join(repository, 'demo/photographs'));
    for (const name of names) await upload(server, `/${name}`, await readPhotograph(name));
    const tally = { requests: 0, failures: new Map<string, number>() };
    const until = performance.now() + minutes * 60_000;
    const traffic = Promise.all(
      Array.from({ length: together }, (_, index) => keepAsking(server, { names, until, index, tally })),
    );
    const seen = await watchMemory(server, until);
    await traffic;
    await server.stop();
    return rowsOf(minutes, tally, seen);
  },
};

interface Tally {
  requests: number;
  readonly failures: Map<string, number>;
}

interface Asking {
  readonly names: readonly string[];
  readonly until: number;
  readonly index: number;
  readonly tally: Tally;
}

async function keepAsking(server: RunningServer, { names, until, index, tally }: Asking): Promise<void> {
  for (let turn = 0; performance.now() < until; turn += 1) {
    const name = names[(turn + index) % names.length] ?? '';
    const deed = deeds[turn % deeds.length];
    const status = await deed?.(server, name, turn * together + index).catch(String);
    tally.requests += 1;
    if (status === undefined || expected.has(status)) continue;
    tally.failures.set(String(status), (tally.failures.get(String(status)) ?? 0) + 1);
  }
}

type Deed = (server: RunningServer, name: string, turn: number) => Promise<number | string>;

/** `left`: we have gone without an answer. */
const expected = new Set<number | string>([200, 204, 206, 304, 'left']);

const get = async (server: RunningServer, path: string, headers = {}) =>
  (await ask(server.url, path, { headers })).status;

const hit: Deed = (server, name) => get(server, `/demo/tr:w-320,h-240/${name}`, { accept: 'image/webp' });

/** Mostly hits, as traffic is; now and then all the rest. */
const deeds: readonly Deed[] = [
  ...Array<Deed>(20).fill(hit),
  (server, name, turn) => get(server, `/demo/tr:w-${40 + (turn % 700)},q-${50 + (turn % 40)}/${name}`),
  ...Array<Deed>(20).fill(hit),
  (server, name, turn) => get(server, `/demo/tr:w-${40 + (turn % 500)},f-avif/${name}`),
  (server, name) => get(server, `/demo/${name}?tr=orig-true`, { range: 'bytes=100-2000' }),
  ...Array<Deed>(20).fill(hit),
  (server, name, turn) => get(server, `/demo/tr:w-300,e-contrast,l-text,i-${turn},fs-20,l-end/${name}`),
  (server) => get(server, '/metrics'),
  async (server, name, turn) => {
    const { fileId } = await upload(
      server,
      `/soak/${turn % (50 * together)}.jpg`,
      await readPhotograph(name),
    );
    return turn % 3 === 0 ? (await call(server, 'DELETE', `/v1/files/${fileId}`)).status : 200;
  },
  async (server, name) => (await call(server, 'GET', `/v1/files?searchQuery=name="${name}"`)).status,
  (server, name, turn) => leave(server, `/demo/tr:w-${700 + (turn % 300)},bl-20,f-avif/${name}`),
];

/** Asks for something slow, and goes. */
function leave(server: RunningServer, path: string): Promise<'left'> {
  return new Promise((resolve) => {
    const asked = request(new URL(path, server.url), (response) => response.resume());
    asked.on('error', () => {});
    asked.once('close', () => resolve('left'));
    asked.end();
    setTimeout(() => asked.destroy(), 20);
  });
}

async function watchMemory(server: RunningServer, until: number): Promise<number[]> {
  const seen: number[] = [];
  const pause = (until - performance.now()) / looks;
  while (seen.length < looks) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const each = await residentBytesOfTree(server.process.pid);
    seen.push(each.reduce((sum, bytes) => sum + bytes, 0));
  }
  return seen;
}

function rowsOf(minutes: number, { requests, failures }: Tally, seen: readonly number[]): Row[] {
  const third = Math.floor(looks / 3);
  const growth = Math.max(...seen.slice(-third)) / Math.max(...seen.slice(0, third));
  const failed = [...failures.values()].reduce((sum, count) => sum + count, 0);
  return [
    {
      what: `${minutes} minutes of mixed traffic: memory of the last third by that of the first`,
      measured: growth.toFixed(2),
      spread: `${seen.map((bytes) => Math.round(bytes / mebibyte)).join(', ')} MB`,
      bar: { text: `≤ ${mostGrowth}`, isReached: growth <= mostGrowth },
    },
    {
      what: `${minutes} minutes of mixed traffic: what failed of ${requests.toLocaleString('en')} requests`,
      measured: String(failed),
      spread: [...failures].map(([status, count]) => `${status}: ${count}`).join(', '),
      bar: { text: '0', isReached: failed === 0 },
    },
  ];
}
