import { type RawBuilder, sql } from 'kysely';
import type { Comparison, SearchNode } from '../../domain/search-query.ts';
import { predicatesOf } from '../../domain/search-query.ts';
import type { Estimates } from './estimates.ts';
import { flagSource, type KeySource, keysOf, rangeSource, sourcesOf } from './key-sources.ts';
import type { Kind } from './kind.ts';
import { isToldByFlags } from './rare-flags.ts';

/** Rows of an index that hold every asset of the search, and how many they are: counted, up to a limit, from indexes alone. */
export interface WayIn {
  readonly source: KeySource;
  readonly count: number;
  /** Whether so many are there, and no fewer. */
  readonly isExact: boolean;
  /** Parts of the search that all of its rows are known to fulfil. */
  readonly proven: readonly SearchNode[];
  /** Ways that lead to all assets of other parts, and to nothing else. */
  readonly others?: readonly WayIn[];
}

/** Looking for a way must not cost more than it saves. */
const mostPredicates = 40;
const fewEnough = 100;

export async function findWayIn(
  estimates: Estimates,
  root: SearchNode | undefined,
  { kind, most }: { readonly kind: Kind; readonly most: number },
): Promise<WayIn | undefined> {
  if (root === undefined || predicatesOf(root).length > mostPredicates) return undefined;
  return find(root);

  function find(node: SearchNode): Promise<WayIn | undefined> {
    if (node.kind === 'or') return findForAny(node.nodes);
    return node.kind === 'and' ? findForAll(node.nodes) : countSources(sourcesOf(node, kind), [node]);
  }

  /** Any of the parts leads to all of the assets: the one with the fewest rows is the best. */
  async function findForAll(nodes: readonly SearchNode[]): Promise<WayIn | undefined> {
    const ways: WayIn[] = [];
    const keep = (way: WayIn | undefined) => way !== undefined && ways.push(way);
    for (const range of rangesOf(nodes)) {
      const source = rangeSource(range, kind);
      if (source !== undefined) keep(await countSources([source], range));
    }
    const flags = nodes.filter(isToldByFlags);
    const ofFlags = flagSource(flags, kind);
    if (ofFlags !== undefined) keep(await countSources([ofFlags], flags));
    for (const node of nodes.filter((part) => part.kind !== 'compare' && !isToldByFlags(part))) {
      if (ways.some(({ count }) => count <= fewEnough)) break;
      keep(await find(node));
    }
    const best = fewest(ways);
    return best && { ...best, others: ways.filter((way) => way !== best && way.proven.length > 0) };
  }

  /** All of the parts are needed. */
  async function findForAny(nodes: readonly SearchNode[]): Promise<WayIn | undefined> {
    const ways: WayIn[] = [];
    for (const node of nodes) {
      const way = await find(node);
      if (way === undefined) return undefined;
      ways.push(way);
    }
    const count = ways.reduce((sum, way) => sum + way.count, 0);
    if (count > most) return undefined;
    return { source: union(ways.map((way) => way.source)), count, isExact: false, proven: [] };
  }

  async function countSources(
    sources: readonly KeySource[],
    nodes: readonly SearchNode[],
  ): Promise<WayIn | undefined> {
    let best: WayIn | undefined;
    for (const source of sources) {
      const count = await countRows(estimates, source, most);
      const proven = source.isExact ? nodes : [];
      const isExact = source.countsMore !== true;
      if (count <= most) best = fewest([best, { source, count, isExact, proven }]);
    }
    return best;
  }
}

function union(sources: readonly KeySource[]): KeySource {
  const files = sources.flatMap((source) => source.files ?? []);
  return {
    counted: sources.flatMap(({ counted }) => counted),
    keys: sources.map(keysOf),
    isExact: false,
    ...(sources.every((source) => source.files !== undefined) && { files }),
  };
}

function fewest(ways: readonly (WayIn | undefined)[]): WayIn | undefined {
  const known = ways.filter((way) => way !== undefined);
  return known.toSorted((one, other) => one.count - other.count)[0];
}

/** Both ends of a range are one look into the index. */
function rangesOf(nodes: readonly SearchNode[]): Iterable<readonly Comparison[]> {
  const comparisons = nodes.filter((node) => node.kind === 'compare');
  return Map.groupBy(comparisons, ({ field }) => JSON.stringify(field)).values();
}

async function countRows(estimates: Estimates, { counted }: KeySource, most: number): Promise<number> {
  const rows: RawBuilder<unknown> = sql.join(counted, sql` union all `);
  const [found] = await estimates.read(sql<{ count: number }>`
    select count(*) as count from (select 1 from (${rows}) as every_row limit ${most + 1}) as some_rows`);
  return Number(found?.count ?? 0);
}
