import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upload } from '../../test/support/api.ts';
import { type Answer, ask } from '../../test/support/ask.ts';
import { readPhotograph } from '../../test/support/pictures.ts';
import { type RunningServer, startServer } from '../../test/support/start-server.ts';
import { type Comparison, compare, median, ratioRow } from '../compare.ts';
import { putLoad } from '../load/put-load.ts';
import { type Rival, startBareNode, startNginx } from '../load/rivals.ts';
import type { Part, Row } from '../part.ts';
import { clockOfTree, type Turn } from '../turn.ts';

const connections = 16;
const seconds = 2;

/** A cached picture of 20 KB, against Node's bare server and against nginx. */
export const hit: Part = {
  name: 'hit',
  async run({ pairs }) {
    const folder = await mkdtemp(join(tmpdir(), 'calotype-bench-'));
    const server = await startServer();
    await upload(server, '/canyon.jpg', await readPhotograph('black-canyon.jpg'));
    const path = '/demo/tr:w-460,q-75/canyon.jpg';
    const answer = await ask(server.url, path);
    const url = local(server, path);
    const node = await startBareNode(folder, { headers: ownHeaders(answer), body: answer.bytes });
    const own = { url, pid: server.process.pid };
    const againstNode = await compareRates(pairs, own, node);
    const what = `cached ${Math.round(answer.bytes.length / 1000)} KB, hits ÷ bare node:http`;
    const rows = [
      ratioRow(what, againstNode, 'requests', 0.6),
      await compareWithNginx(pairs, own, await startNginx(folder, answer.bytes)),
      await measureLatency(url, node.url, againstNode.ours.perSecond / 2, pairs),
    ];
    await node.stop();
    await server.stop();
    await rm(folder, { recursive: true });
    return rows;
  },
};

type Target = Pick<Rival, 'url' | 'pid'>;

function compareRates(pairs: number, own: Target, rival: Target): Promise<Comparison> {
  return compare(
    pairs,
    () => putFullLoad(own),
    () => putFullLoad(rival),
  );
}

async function putFullLoad({ url, pid }: Target): Promise<Turn> {
  const clock = clockOfTree(pid);
  const clockBefore = await clock();
  const { requests, requestsPerSecond } = await putLoad({ url, connections, seconds });
  return { perSecond: requestsPerSecond, cpuMilliseconds: ((await clock()) - clockBefore) / requests };
}

async function compareWithNginx(pairs: number, own: Target, nginx: Rival | undefined): Promise<Row> {
  const what = 'cached hit ÷ nginx static, one worker';
  if (nginx === undefined) return { what, measured: 'NOT MEASURED', spread: 'there is no nginx here' };
  const comparison = await compareRates(pairs, own, nginx);
  await nginx.stop();
  return ratioRow(what, comparison, 'requests', 0.35);
}

/** By its number: `localhost` may be looked up as another address first. */
function local(server: RunningServer, path: string): string {
  return `http://127.0.0.1:${new URL(server.url).port}${path}`;
}

/** Without what Node adds to every answer. */
function ownHeaders({ headers }: Answer): Record<string, unknown> {
  const { date, connection, 'keep-alive': keepAlive, ...own } = headers;
  return own;
}

/** Node's bare server under the same load tells how much of it is the machine's. */
async function measureLatency(
  url: string,
  bareUrl: string,
  requestsPerSecond: number,
  times: number,
): Promise<Row> {
  const p99Of = async (target: string) =>
    (await putLoad({ url: target, connections: 4 * connections, seconds, requestsPerSecond }))
      .p99Milliseconds;
  const ours: number[] = [];
  const bare: number[] = [];
  for (let time = 0; time < times; time += 1) {
    ours.push(await p99Of(url));
    bare.push(await p99Of(bareUrl));
  }
  const p99 = median(ours);
  const range = `${Math.min(...ours).toFixed(1)}–${Math.max(...ours).toFixed(1)} ms`;
  const rate = Math.round(requestsPerSecond).toLocaleString('en');
  return {
    what: 'cached hit at half of peak load, 99th percentile',
    measured: `${p99.toFixed(1)} ms`,
    spread: `${range} at ${rate} requests/s; bare node:http ${median(bare).toFixed(1)} ms`,
    bar: { text: '≤ 5 ms', isReached: p99 <= 5 },
  };
}
