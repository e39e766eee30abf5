import { availableParallelism, cpus } from 'node:os';
import sharp from 'sharp';
import type { Row } from './part.ts';

/** A Markdown table, for people at a terminal as well as for the manual. */
export function makeTable(rows: readonly Row[]): string {
  const cells = rows.map(({ what, bar, measured, spread, cpu = '' }) => [
    what,
    bar?.text ?? '',
    measured,
    bar === undefined ? '' : bar.isReached ? 'PASS' : 'MISS',
    spread,
    cpu,
  ]);
  const table = [['what', 'bar', 'measured', '', 'spread', 'processor time'], ...cells];
  const widths = [0, 1, 2, 3, 4, 5].map((column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0), 3),
  );
  const lines = table.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  return [lines[0], `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...lines.slice(1)].join(
    '\n',
  );
}

/** docs/benchmarks.md. */
export function makePage(rows: readonly Row[], pairs: number, loadBefore: number): string {
  return `# Benchmarks

\`npm run bench -- --write\` measures and writes this page. \`--only hit,miss\` runs some parts (miss, operations,
imgproxy, hit, crowd, memory, start, upload, folder-jobs, hostile, library, soak), \`--pairs 9\` more pairs, \`--transforms 10000\` the
memory part in full, \`--assets 100000\` a smaller library.

Rates depend on the machine, so the figures to reach are ratios wherever there is something to compare with: both sides
run on one machine, in turns, ${pairs} pairs; the figure is the median of the pairs, the spread their least and most.
The client runs on the same machine and takes its share of the processors from either side. Processor time, in all processes of
a side but the client, is theirs divided by ours: other work on the machine halves rates, and leaves it nearly as it is.

- **uncached**: pictures of 2040 × 1356 to a width of about 512, each width once, against the same calls of sharp in a bare
  loop with one picture in work per worker (two workers), after two thousand small ones.
- **an operation**: the picture at a width of about 512 with the operation, against the nearest that sharp does by itself, decoded as
  finely by both (docs/decisions/0037); what sharp cannot do is held against resizing alone, and has no figure to reach.
- **imgproxy**: both servers with two workers, local files, its own settings and qualities that look alike.
- **cached hit**: one rendition from memory over keep-alive connections, against Node's bare \`http\` server that sends the
  same bytes under equal headers, and against nginx with one worker that sends them as a static file.
- **hostile files**: of every kind that is decoded, damaged in ways that are the same in every run, four at once.
- **library**: the 95th percentile of lists, searches and operations in this process, past HTTP, each question three times after a
  first one, each operation two hundred times after four hundred; the library is made once and kept in \`--library FOLDER\`.
- **99th percentile**: from when a request was due, not from when it was sent.

${makeTable(rows)}

${describeMachine()}${warnOfLoad(loadBefore)}
`;
}

/** Other work takes from one side what it leaves to the other, and makes any latency. */
function warnOfLoad(loadBefore: number): string {
  if (loadBefore < availableParallelism() / 4) return '';
  const load = loadBefore.toFixed(1);
  return `\n\n**The machine was busy with other work (load ${load} before the run): measure again before you believe a figure.**`;
}

function describeMachine(): string {
  const { model = 'unknown processor' } = cpus()[0] ?? {};
  const libvips = sharp.versions.vips;
  return `${availableParallelism()} processors (${model.trim()}), Node ${process.versions.node}, sharp ${sharp.versions.sharp}, libvips ${libvips}.`;
}
