import type { KeySource } from './key-sources.ts';
import type { Gather } from './reading.ts';
import type { Situation } from './situation.ts';
import { partsOf, toldBy } from './told-parts.ts';
import type { WayIn } from './way-in.ts';

interface Gathering {
  readonly reading: Gather;
  readonly cost: number;
}

/** Any way may be gone in by; what the others point at is then either read whole or looked up for each that is left. */
export function cheapestGather(situation: Situation, way: WayIn): Gathering {
  const others = way.others ?? [];
  return others
    .map((other) => gatherBy(situation, other, crossings(way, others, other)))
    .reduce((best, one) => (one.cost < best.cost ? one : best), gatherBy(situation, way, others));
}

/** Only what an index tells for certain can be crossed. */
function crossings(way: WayIn, others: readonly WayIn[], base: WayIn): readonly WayIn[] {
  return [...(way.proven.length > 0 ? [way] : []), ...others.filter((other) => other !== base)];
}

function gatherBy({ asked, costs, sample }: Situation, base: WayIn, others: readonly WayIn[]): Gathering {
  const { source, count, proven } = base;
  const isTold = toldBy(source);
  const lookUp = (way: WayIn) => count * (way.proven.every(isTold) ? costs.look : costs.gather);
  const readWhole = (way: WayIn) => way.count * (needsCards(source, way.source) ? costs.look : costs.note);
  const crossed = others.filter((way) => readWhole(way) < lookUp(way));
  const known = [...proven, ...crossed.flatMap((way) => way.proven)];
  const told = partsOf(asked.root).filter((part) => !known.includes(part) && isTold(part));
  const isThinned = crossed.length + told.length > 0;
  const left = isThinned ? Math.min(count, Math.max(count / 4, sample.found * sample.cards)) : count;
  const thinning = isThinned ? count * (source.files === undefined ? costs.pass : costs.look) : 0;
  const cost =
    thinning +
    crossed.reduce((sum, way) => sum + readWhole(way), 0) +
    told.length * count * costs.look +
    left * costs.gather;
  return { reading: { kind: 'gather', source, proven, crossed }, cost };
}

/** Files are told by rows that know theirs; others know the key of a version. */
function needsCards({ isOfCards }: KeySource, { files }: KeySource): boolean {
  return files !== undefined && isOfCards !== true;
}
