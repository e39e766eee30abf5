import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { encode } from '../src/render/image/encode.ts';

/**
 * What the map of quality numbers rests on: how good each encoder's numbers look, as SSIMULACRA2 sees it, over the
 * photographs of the package, and what they weigh. Prints tables in Markdown (docs/quality.md).
 *
 *   node scripts/measure-quality.ts [path of ssimulacra2_rs]
 *
 * The metric is a program of its own: `cargo install ssimulacra2_rs --no-default-features`.
 */
const run = promisify(execFile);
const metric = process.argv[2] ?? 'ssimulacra2_rs';
const formats = ['jpeg', 'webp', 'avif'] as const;
const qualities = [30, 40, 50, 60, 70, 75, 80, 85, 90, 95];
const side = 512;

type Format = (typeof formats)[number];
interface Look {
  readonly score: number;
  readonly bytes: number;
}
type Looks = Record<Format, Map<number, Look>>;

async function measureAll(): Promise<Looks> {
  const folder = await mkdtemp(join(tmpdir(), 'calotype-quality-'));
  const photographs = new URL('../demo/photographs/', import.meta.url);
  const looks: Looks = { jpeg: new Map(), webp: new Map(), avif: new Map() };
  const references = await Promise.all(
    (await readdir(photographs)).map((name) => makeReference(folder, new URL(name, photographs).pathname)),
  );
  for (const format of formats) {
    for (const quality of qualities) {
      const each = [];
      for (const reference of references) each.push(await look(folder, reference, format, quality));
      looks[format].set(quality, mean(each));
    }
  }
  await rm(folder, { recursive: true });
  return looks;
}

async function makeReference(folder: string, path: string): Promise<string> {
  const reference = join(folder, `${path.split('/').at(-1)}.png`);
  await sharp(path).resize({ width: side, height: side, fit: 'inside' }).png().toFile(reference);
  return reference;
}

async function look(folder: string, reference: string, format: Format, quality: number): Promise<Look> {
  const output = {
    format,
    quality,
    lossless: false,
    progressive: false,
    keepMetadata: false,
    keepProfile: false,
  };
  const bytes = await encode(sharp(reference), output).toBuffer();
  const decoded = join(folder, 'decoded.png');
  await writeFile(decoded, await sharp(bytes).png({ compressionLevel: 1 }).toBuffer());
  const { stdout } = await run(metric, ['image', reference, decoded]);
  const score = Number(/-?[\d.]+/.exec(stdout.replace(/^.*score:/i, ''))?.[0]);
  if (!Number.isFinite(score)) throw new Error(`No score in: ${stdout}`);
  return { score, bytes: bytes.length };
}

function mean(looks: readonly Look[]): Look {
  const average = (pick: (look: Look) => number) =>
    looks.reduce((sum, one) => sum + pick(one), 0) / looks.length;
  return { score: average(({ score }) => score), bytes: average(({ bytes }) => bytes) };
}

/** The number, between those measured, that gives this score. */
function qualityFor(looks: ReadonlyMap<number, Look>, score: number): { quality: number; bytes: number } {
  const points = [...looks].toSorted(([a], [b]) => a - b);
  const above = points.findIndex(([, point]) => point.score >= score);
  const [upper, lower] = [points.at(above), points[above - 1]];
  if (above <= 0 || upper === undefined || lower === undefined) {
    const [quality, { bytes }] = (above === 0 ? points[0] : points.at(-1)) ?? [
      Number.NaN,
      { bytes: Number.NaN },
    ];
    return { quality, bytes };
  }
  const share = (score - lower[1].score) / (upper[1].score - lower[1].score);
  return {
    quality: lower[0] + share * (upper[0] - lower[0]),
    bytes: lower[1].bytes + share * (upper[1].bytes - lower[1].bytes),
  };
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

const looks = await measureAll();
console.log('| quality | JPEG | | WebP | | AVIF | |\n| --: | --: | --: | --: | --: | --: | --: |');
for (const quality of qualities) {
  const cells = formats.map((format) => {
    const found = looks[format].get(quality);
    return found === undefined ? ' | ' : `${found.score.toFixed(1)} | ${kilobytes(found.bytes)} KB`;
  });
  console.log(`| ${quality} | ${cells.join(' | ')} |`);
}
console.log('\n| `q` | score of JPEG | WebP needs | bytes ÷ JPEG | AVIF needs | bytes ÷ JPEG |');
console.log('| --: | --: | --: | --: | --: | --: |');
for (const [quality, { score, bytes }] of looks.jpeg) {
  const cells = (['webp', 'avif'] as const).map((format) => {
    const alike = qualityFor(looks[format], score);
    return `${alike.quality.toFixed(1)} | ${(alike.bytes / bytes).toFixed(2)}`;
  });
  console.log(`| ${quality} | ${score.toFixed(1)} | ${cells.join(' | ')} |`);
}
