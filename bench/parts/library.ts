import { type Measured, measureQueries, summarize, type Taken } from '../library/measure.ts';
import { measureOperations } from '../library/measure-operations.ts';
import { type OpenLibrary, openPostgresLibrary, openSqliteLibrary } from '../library/open-libraries.ts';
import { type QueryClass, queryClasses } from '../library/queries.ts';
import type { BenchOptions } from '../options.ts';
import type { Part, Row } from '../part.ts';

const barMilliseconds = { list: 20, search: 50, operation: 5 } as const;
type Kind = keyof typeof barMilliseconds;

/** Lists, searches and single files of a large library, on both databases. */
export const library: Part = {
  name: 'library',
  async run(options) {
    const rows: Row[] = [];
    for (const open of [openSqliteLibrary, openPostgresLibrary]) {
      const opened = await open(options.libraryFolder, options.assets);
      rows.push(...(await measure(opened, options)));
      await opened.close();
    }
    return rows;
  },
};

async function measure(opened: OpenLibrary, { assets }: BenchOptions): Promise<Row[]> {
  const where = `${assets.toLocaleString('en')} assets, ${opened.name}`;
  const taken: Record<QueryClass['kind'], Taken[]> = { list: [], search: [] };
  for (const queries of queryClasses) taken[queries.kind].push(...(await ask(opened, queries)));
  return [
    makeRow(`${where}: lists, 100 at a time`, 'list', summarize(taken.list)),
    makeRow(`${where}: searches`, 'search', summarize(taken.search)),
    ...[...(await measureOperations(opened))].map(([name, measured]) =>
      makeRow(`${where}: ${name}`, 'operation', measured),
    ),
  ];
}

/** Tells each kind of question, and those that take long, to who watches. */
async function ask(opened: OpenLibrary, queries: QueryClass): Promise<readonly Taken[]> {
  const { taken, questions } = await measureQueries(opened, queries);
  tell(`${opened.name}, ${queries.name}`, summarize(taken));
  for (const { what, found, ...measured } of questions) {
    const isLong = measured.cpu.p50 > barMilliseconds[queries.kind];
    if (isLong) tell(`  ${found ?? 'none'} found: ${what}`, measured);
  }
  return taken;
}

function tell(what: string, { wall, cpu }: Measured): void {
  const milliseconds = [wall.p50, wall.p95, wall.max, cpu.p50, cpu.p95].map((value) => value.toFixed(1));
  process.stderr.write(`${what}: p50, p95, most, processor p50, p95: ${milliseconds.join(' ')} ms\n`);
}

function makeRow(what: string, kind: Kind, { wall, cpu }: Measured): Row {
  const bar = barMilliseconds[kind];
  return {
    what,
    measured: `${wall.p95.toFixed(1)} ms`,
    spread: `p50 ${wall.p50.toFixed(1)}, most ${wall.max.toFixed(1)} ms; processor p95 ${cpu.p95.toFixed(1)} ms`,
    bar: { text: `≤ ${bar} ms`, isReached: wall.p95 <= bar },
  };
}
