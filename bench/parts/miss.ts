import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { SourceFormat } from '../../src/domain/media-facts.ts';
import { upload } from '../../test/support/api.ts';
import { type RunningServer, startServer } from '../../test/support/start-server.ts';
import { encodeBare, openBare, planFor } from '../bare-picture.ts';
import { compare, ratioRow } from '../compare.ts';
import { fetchAndForget } from '../fetch-and-forget.ts';
import type { Part } from '../part.ts';
import { makeSources, type SourcePicture } from '../sources.ts';
import { clockOfTree, ownClock, type Turn, takeTurn } from '../turn.ts';
import { warmUp } from '../warm-up.ts';

const cases = [
  { from: 'jpeg', to: 'jpg', rendersPerTurn: 80 },
  { from: 'jpeg', to: 'webp', rendersPerTurn: 80 },
  { from: 'png', to: 'png', rendersPerTurn: 60 },
  { from: 'webp', to: 'webp', rendersPerTurn: 60 },
  { from: 'jpeg', to: 'avif', rendersPerTurn: 40 },
] as const;

type Case = (typeof cases)[number];

const workers = 2;
const bar = 0.9;

/** Uncached transforms of the server against the very same calls of sharp in a bare loop. */
export const miss: Part = {
  name: 'miss',
  async run({ pairs }) {
    const folder = await mkdtemp(join(tmpdir(), 'calotype-bench-'));
    const server = await startServer({ CALOTYPE_WORKERS: workers });
    await warmUp(server);
    sharp.cache(false);
    sharp.concurrency(1);
    const rows = [];
    for (const kind of cases) {
      const sources = await makeSources(folder, kind.from);
      for (const { name, bytes } of sources) await upload(server, `/${name}`, bytes);
      const comparison = await compare(
        pairs,
        (pair) => renderByServer(server, makeWork(sources, kind, pair)),
        (pair) => renderBare(makeWork(sources, kind, pair)),
      );
      rows.push(
        ratioRow(`uncached ${kind.from} → ${kind.to}, server ÷ bare sharp`, comparison, 'pictures', bar),
      );
    }
    await server.stop();
    await rm(folder, { recursive: true });
    return rows;
  },
};

interface Work {
  readonly source: SourcePicture;
  readonly format: SourceFormat;
  readonly wish: string;
}

/** Each turn asks for widths that nobody has asked for before. */
function makeWork(
  sources: readonly SourcePicture[],
  { from, to, rendersPerTurn }: Case,
  pair: number,
): Work[] {
  const widthsPerTurn = rendersPerTurn / sources.length;
  return Array.from({ length: widthsPerTurn }, (_, index) => 512 - pair * widthsPerTurn - index).flatMap(
    (width) => sources.map((source) => ({ source, format: from, wish: `w-${width},f-${to}` })),
  );
}

/** Enough requests at once that no worker waits for the next one to come over the wire. */
function renderByServer(server: RunningServer, work: Work[]): Promise<Turn> {
  const clock = clockOfTree(server.process.pid);
  return takeTurn(work, { together: 2 * workers, clock }, ({ source, wish }) =>
    fetchAndForget(`${server.url}/demo/tr:${wish}/${source.name}`),
  );
}

/** Planned beforehand: sharp plans nothing. */
function renderBare(work: Work[]): Promise<Turn> {
  const planned = work.map((one) => ({ ...one, plan: planFor(one.wish, one.format) }));
  return takeTurn(planned, { together: workers, clock: ownClock }, ({ source, format, plan }) =>
    encodeBare(openBare(source, format, plan), plan),
  );
}
