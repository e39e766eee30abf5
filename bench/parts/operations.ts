import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { upload } from '../../test/support/api.ts';
import { type RunningServer, startServer } from '../../test/support/start-server.ts';
import { encodeBare, openBare, planFor } from '../bare-picture.ts';
import { type Comparison, compare, ratioRow } from '../compare.ts';
import { fetchAndForget } from '../fetch-and-forget.ts';
import { drawLogo, logo, type OperationCase, operationCases, type Size } from '../operation-cases.ts';
import type { Part, Row } from '../part.ts';
import { makeSources, type SourcePicture, sourceSize } from '../sources.ts';
import { clockOfTree, ownClock, type Turn, takeTurn } from '../turn.ts';
import { warmUp } from '../warm-up.ts';

const workers = 2;
const bar = 0.9;
const widthsPerTurn = 20;

/** What each operation costs in the server, and in a bare loop of sharp that does the nearest that sharp can. */
export const operations: Part = {
  name: 'operations',
  async run({ pairs }) {
    const folder = await mkdtemp(join(tmpdir(), 'calotype-bench-'));
    const server = await startServer({ CALOTYPE_WORKERS: workers });
    await warmUp(server);
    sharp.cache(false);
    sharp.concurrency(1);
    const sources = await makeSources(folder, 'jpeg');
    for (const { name, bytes } of sources) await upload(server, `/${name}`, bytes);
    const logoPath = join(folder, logo.name);
    await writeFile(logoPath, await drawLogo());
    await upload(server, `/${logo.name}`, await drawLogo());
    const rows: Row[] = [];
    for (const operation of operationCases(logoPath))
      rows.push(await measure(operation, { server, sources, pairs }));
    await server.stop();
    await rm(folder, { recursive: true });
    return rows;
  },
};

interface Bench {
  readonly server: RunningServer;
  readonly sources: readonly SourcePicture[];
  readonly pairs: number;
}

async function measure(operation: OperationCase, bench: Bench): Promise<Row> {
  const { sources, pairs } = bench;
  const ours = (pair: number) => renderByServer(operation, bench.server, makeWork(sources, pair));
  const { bare, name } = operation;
  // What sharp cannot do is held against resizing alone.
  const theirs = (pair: number) =>
    renderBare(operation, bare ?? ((picture) => picture), makeWork(sources, pair));
  const comparison = await compare(pairs, ours, theirs);
  if (bare === undefined) return rowToKnow(name, comparison);
  return ratioRow(`${name}, server ÷ bare sharp`, comparison, 'pictures', bar);
}

/** Without a bar: there is nothing that does the same. */
function rowToKnow(name: string, comparison: Comparison): Row {
  const { bar: _, ...row } = ratioRow(`${name}, ÷ bare sharp that only resizes`, comparison, 'pictures', bar);
  return row;
}

interface Work {
  readonly source: SourcePicture;
  readonly size: Size;
}

/** Each turn asks for widths that nobody has asked for before. */
function makeWork(sources: readonly SourcePicture[], pair: number): Work[] {
  return Array.from({ length: widthsPerTurn }, (_, index) => 512 - pair * widthsPerTurn - index).flatMap(
    (width) => sources.map((source) => ({ source, size: sizeOf(width) })),
  );
}

function sizeOf(width: number): Size {
  return { width, height: Math.round((width * sourceSize.height) / sourceSize.width) };
}

function renderByServer({ wish, to }: OperationCase, server: RunningServer, work: Work[]): Promise<Turn> {
  const clock = clockOfTree(server.process.pid);
  return takeTurn(work, { together: 2 * workers, clock }, ({ source, size }) =>
    fetchAndForget(`${server.url}/demo/tr:${wish(size)}:f-${to}/${source.name}`),
  );
}

/** Planned beforehand: sharp plans nothing. */
function renderBare(
  { to }: OperationCase,
  bare: NonNullable<OperationCase['bare']>,
  work: Work[],
): Promise<Turn> {
  const planned = work.map((one) => ({ ...one, plan: planFor(`w-${one.size.width},f-${to}`, 'jpeg') }));
  return takeTurn(planned, { together: workers, clock: ownClock }, async ({ source, size, plan }) =>
    encodeBare(await bare(openBare(source, 'jpeg', size), size), plan),
  );
}
