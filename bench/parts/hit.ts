import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upload } from '../../test/support/api.ts';
import { type Answer, ask } from '../../test/support/ask.ts';
import { readPhotograph } from '../../test/support/pictures.ts';
import { type RunningServer, startServer } from '../../test/support/start-server.ts';
import { compare, median, ratioRow } from '../compare.ts';
import { putLoad } from '../load/put-load.ts';
import { startBareNode, startNginx } from '../load/rivals.ts';
import type { Part, Row } from '../part.ts';

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
    const rate = async (target: string) =>
      (await putLoad({ url: target, connections, seconds })).requestsPerSecond;

    const node = await startBareNode(folder, { headers: ownHeaders(answer), body: answer.bytes });
    const againstNode = await compare(
      pairs,
      () => rate(url),
      () => rate(node.url),
    );
    await node.stop();
    const rows = [
      ratioRow(`cached ${kilobytes(answer)} KB, hits ÷ bare node:http`, againstNode, 'requests', 0.6),
    ];

    const nginx = await startNginx(folder, answer.bytes);
    if (nginx === undefined) {
      rows.push({
        what: 'cached hit ÷ nginx static',
        measured: 'NOT MEASURED: there is no nginx here',
        spread: '',
      });
    } else {
      const againstNginx = await compare(
        pairs,
        () => rate(url),
        () => rate(nginx.url),
      );
      await nginx.stop();
      rows.push(ratioRow('cached hit ÷ nginx static, one worker', againstNginx, 'requests', 0.35));
    }
    rows.push(await measureLatency(url, againstNode.ours / 2, pairs));
    await server.stop();
    await rm(folder, { recursive: true });
    return rows;
  },
};

/** By its number: `localhost` may be looked up as another address first. */
function local(server: RunningServer, path: string): string {
  return `http://127.0.0.1:${new URL(server.url).port}${path}`;
}

/** Without what Node adds to every answer. */
function ownHeaders({ headers }: Answer): Record<string, unknown> {
  const { date, connection, 'keep-alive': keepAlive, ...own } = headers;
  return own;
}

function kilobytes({ bytes }: Answer): number {
  return Math.round(bytes.length / 1000);
}

async function measureLatency(url: string, requestsPerSecond: number, times: number): Promise<Row> {
  const latencies: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const { p99Milliseconds } = await putLoad({
      url,
      connections: 4 * connections,
      seconds,
      requestsPerSecond,
    });
    latencies.push(p99Milliseconds);
  }
  const p99 = median(latencies);
  return {
    what: 'cached hit at half of peak load, 99th percentile',
    measured: `${p99.toFixed(1)} ms`,
    spread: `${Math.min(...latencies).toFixed(1)}–${Math.max(...latencies).toFixed(1)} ms at ${Math.round(requestsPerSecond)} requests/s`,
    bar: { text: '≤ 5 ms', isReached: p99 <= 5 },
  };
}
