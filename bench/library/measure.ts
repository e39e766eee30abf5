import { setImmediate } from 'node:timers/promises';
import { MediaError } from '../../src/domain/errors.ts';
import { createListAssets } from '../../src/library/list-assets.ts';
import { libraryNow } from './make-library.ts';
import type { OpenLibrary } from './open-libraries.ts';
import { type QueryClass, type Question, toQuery } from './queries.ts';

/** How long requests of a kind took, in milliseconds. */
export interface Measured {
  readonly wall: Spread;
  /** Of a processor: the machine may be busy with other work. */
  readonly cpu: Spread;
}

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface MeasuredQuestion extends Measured {
  readonly what: string;
  /** Absent: given up. */
  readonly found: number | undefined;
}

const times = 3;

/** Each question several times after a first time that does not count: what is asked often is in memory. */
export async function measureQueries(
  library: OpenLibrary,
  { questions }: QueryClass,
): Promise<{ readonly taken: readonly Taken[]; readonly questions: readonly MeasuredQuestion[] }> {
  const ask = createListAssets({ database: library.database, clock: { now: () => libraryNow } });
  const all: Taken[] = [];
  const measured: MeasuredQuestion[] = [];
  for (const question of questions) {
    const { searchQuery } = question;
    const request = { ...toQuery(question), ...(searchQuery !== undefined && { searchQuery }) };
    // A database may give a statement up; until then it has taken its time.
    const answer = () => ask(request).catch(giveUp);
    const found = (await answer())?.length;
    const taken = await repeat(library, times, answer);
    all.push(...taken);
    measured.push({ what: describe(question), found, ...summarize(taken) });
  }
  return { taken: all, questions: measured };
}

function giveUp(error: unknown): undefined {
  if (error instanceof MediaError && error.code === 'busy') return undefined;
  throw error;
}

export interface Taken {
  readonly wall: number;
  readonly cpu: number;
}

export async function repeat(
  { cpuMilliseconds }: Pick<OpenLibrary, 'cpuMilliseconds'>,
  count: number,
  run: (time: number) => Promise<unknown>,
): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (let time = 0; time < count; time += 1) {
    const before = cpuMilliseconds();
    const startedAt = performance.now();
    await run(time);
    const wall = performance.now() - startedAt;
    taken.push({ wall, cpu: cpuMilliseconds() - before });
    // As between two requests: what other threads have to say is heard.
    await setImmediate();
  }
  return taken;
}

export function summarize(taken: readonly Taken[]): Measured {
  return { wall: spread(taken.map(({ wall }) => wall)), cpu: spread(taken.map(({ cpu }) => cpu)) };
}

function spread(milliseconds: readonly number[]): Spread {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

const longest = 120;

function describe({ searchQuery, sort, ...rest }: Question): string {
  const parts = [
    searchQuery ?? '',
    sort === undefined ? '' : `${sort.direction} ${sort.field}`,
    ...Object.entries(rest).map(([name, value]) => `${name}=${value}`),
  ];
  const text = parts.filter((part) => part !== '').join(', ');
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
