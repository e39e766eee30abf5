import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upload } from '../../test/support/api.ts';
import { type RunningServer, startServer } from '../../test/support/start-server.ts';
import { compare, ratioRow } from '../compare.ts';
import { fetchAndForget } from '../fetch-and-forget.ts';
import { startImgproxy } from '../load/imgproxy.ts';
import type { Rival } from '../load/rivals.ts';
import type { Part, Row } from '../part.ts';
import { makeSources, type SourcePicture } from '../sources.ts';
import { clockOfTree, type Turn, takeTurn } from '../turn.ts';
import { warmUp } from '../warm-up.ts';

const cases = [
  { from: 'jpeg', to: 'jpg', rendersPerTurn: 80 },
  { from: 'png', to: 'png', rendersPerTurn: 60 },
  { from: 'webp', to: 'webp', rendersPerTurn: 60 },
  { from: 'jpeg', to: 'webp', rendersPerTurn: 80 },
  { from: 'jpeg', to: 'avif', rendersPerTurn: 40 },
  { from: 'png', to: 'webp', rendersPerTurn: 60 },
] as const;

type Case = (typeof cases)[number];

const workers = 2;
const quality = 80;
const bar = 1;

/** The same pictures fitted into about 512 pixels, by both servers, asked for by the same client in the same way. */
export const imgproxy: Part = {
  name: 'imgproxy',
  async run({ pairs }) {
    const folder = await mkdtemp(join(tmpdir(), 'calotype-bench-'));
    const rival = await startImgproxy(folder, { workers, quality });
    if (rival === undefined) return [absent()];
    const server = await startServer({ CALOTYPE_WORKERS: workers, CALOTYPE_QUALITY: quality });
    await warmUp(server);
    try {
      const rows: Row[] = [];
      for (const kind of cases) rows.push(await measure(kind, { folder, server, rival, pairs }));
      return rows;
    } finally {
      // It would outlive a comparison that fails, and take part in the next one.
      await rival.stop();
      await server.stop();
      await rm(folder, { recursive: true });
    }
  },
};

function absent(): Row {
  const what = 'fit 512, server ÷ imgproxy';
  process.stderr.write('imgproxy is not installed: that comparison is NOT MEASURED. See CONTRIBUTING.md.\n');
  return { what, measured: 'NOT MEASURED', spread: 'there is no imgproxy here' };
}

interface Bench {
  readonly folder: string;
  readonly server: RunningServer;
  readonly rival: Rival;
  readonly pairs: number;
}

async function measure(kind: Case, { folder, server, rival, pairs }: Bench): Promise<Row> {
  const sources = await makeSources(folder, kind.from);
  for (const { name, bytes } of sources) await upload(server, `/${name}`, bytes);
  const ourUrls = (pair: number) =>
    makeWork(sources, kind, pair).map(
      ({ name, width }) => `${server.url}/demo/tr:w-${width},f-${kind.to}/${name}`,
    );
  const theirUrls = (pair: number) =>
    makeWork(sources, kind, pair).map(
      ({ name, width }) => `${rival.url}/unsafe/rs:fit:${width}:0/plain/local:///${name}@${kind.to}`,
    );
  const sizes = { ours: 0, theirs: 0 };
  const comparison = await compare(
    pairs,
    (pair) => askAll(ourUrls(pair), server.process.pid, (bytes) => (sizes.ours += bytes)),
    (pair) => askAll(theirUrls(pair), rival.pid, (bytes) => (sizes.theirs += bytes)),
  );
  const row = ratioRow(`fit 512, ${kind.from} → ${kind.to}, server ÷ imgproxy`, comparison, 'pictures', bar);
  return { ...row, spread: `${row.spread}; bytes ${(sizes.ours / sizes.theirs).toFixed(2)}` };
}

/** Each turn asks for widths that nobody has asked for before: ours would have kept the print. */
function makeWork(sources: readonly SourcePicture[], { rendersPerTurn }: Case, pair: number) {
  const widthsPerTurn = rendersPerTurn / sources.length;
  return Array.from({ length: widthsPerTurn }, (_, index) => 512 - pair * widthsPerTurn - index).flatMap(
    (width) => sources.map(({ name }) => ({ name, width })),
  );
}

/** Enough requests at once that no worker waits for the next one to come over the wire. */
function askAll(
  urls: readonly string[],
  pid: number | undefined,
  onBytes: (bytes: number) => void,
): Promise<Turn> {
  const clock = clockOfTree(pid);
  return takeTurn(urls, { together: 2 * workers, clock }, async (url) => onBytes(await fetchAndForget(url)));
}
