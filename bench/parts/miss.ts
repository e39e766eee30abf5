import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { readConfig } from '../../src/config.ts';
import type { SourceFormat } from '../../src/domain/media-facts.ts';
import { isHash, type Plan } from '../../src/domain/plan.ts';
import { encode } from '../../src/render/image/encode.ts';
import { placeResize } from '../../src/render/image/resize.ts';
import { makePlan } from '../../src/transform/make-plan.ts';
import { parseTransformation } from '../../src/transform/parse-transformation.ts';
import { upload } from '../../test/support/api.ts';
import { type RunningServer, startServer } from '../../test/support/start-server.ts';
import { compare, ratioRow } from '../compare.ts';
import type { Part } from '../part.ts';
import { makeSources, type SourcePicture, sourceSize } from '../sources.ts';

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
function renderByServer(server: RunningServer, work: Work[]): Promise<number> {
  return perSecond(work, 2 * workers, async ({ source, wish }) => {
    const status = await fetchAndForget(`${server.url}/demo/tr:${wish}/${source.name}`);
    if (status !== 200) throw new Error(`${wish} of ${source.name} answered ${status}`);
  });
}

const agent = new Agent({ keepAlive: true });

/** The client shares the processors with the server: it does nothing with a picture but receive it. */
function fetchAndForget(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    }).once('error', reject);
  });
}

function renderBare(work: Work[]): Promise<number> {
  return perSecond(work, workers, async ({ source, format, wish }) => {
    const { width, height, output } = planFor(wish, format);
    if (isHash(output.format)) throw new Error(`${wish} makes no picture.`);
    const pipeline = sharp(source.path, { failOn: 'none' });
    placeResize(
      { kind: 'resize', width, height },
      {
        size: sourceSize,
        startSize: sourceSize,
        decodes: format,
        operations: [],
        animated: false,
        layers: new Map(),
      },
    ).apply?.(pipeline);
    await encode(pipeline.autoOrient(), { ...output, format: output.format }).toBuffer();
  });
}

const settings = readConfig({});

function planFor(wish: string, format: SourceFormat): Plan {
  const transformation = parseTransformation(wish, {
    lenient: false,
    maxSteps: 1,
    maxLayers: 0,
    findNamed: () => undefined,
  });
  const facts = {
    ...sourceSize,
    format,
    hasAlpha: false,
    isOpaque: true,
    frames: 1,
    hasProfile: false,
    hasMetadata: false,
  };
  const accepts = { webp: false, avif: false };
  const planning = makePlan(
    transformation,
    { facts, contentHash: '' },
    { accepts, settings, measured: () => undefined, overlay: () => undefined },
  );
  if (planning.kind !== 'plan') throw new Error(`${wish} makes no plan.`);
  return planning.plan;
}

async function perSecond(work: readonly Work[], together: number, perform: (work: Work) => Promise<void>) {
  const left = [...work];
  const takeTurns = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await perform(next);
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: together }, takeTurns));
  return (work.length / (performance.now() - startedAt)) * 1000;
}
