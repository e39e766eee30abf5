import { type FullText, predicatesOf } from '../../domain/search-query.ts';
import { type CardQuery, cardsWanted } from './card-query.ts';
import { cheapestOfAll } from './cheapest-of-all.ts';
import type { Reading, Readings } from './reading.ts';
import { asksForWordsAlone } from './select-by-scores.ts';
import type { Situation } from './situation.ts';

/** Whatever is found has to be scored, unless the index of words gives the order. */
export async function chooseByRelevance(situation: Situation): Promise<Readings> {
  const { asked, sample, costs } = situation;
  const scoring = {
    ...costs,
    gather: costs.gather + costs.score,
    scan: costs.scan + costs.score * sample.found,
  };
  const other = await cheapestOfAll({ ...situation, costs: scoring });
  const text = textThatOrders(asked);
  if (text === undefined) return { first: withoutLooks(other.reading, asked) };
  const words = Math.min(sample.cards, other.hits?.count ?? sample.cards);
  const steps = Math.min(words, (cardsWanted(asked.query) * words) / (sample.found * sample.cards));
  if (steps * (costs.gather + costs.walkByCreation) >= other.cost) return { first: other.reading };
  return {
    first: { kind: 'words', text, goesOn: false },
    other: async () => ({ kind: 'words', text, goesOn: true }),
  };
}

/** To score all cards one by one takes longest of all. */
function withoutLooks(reading: Reading, { root }: CardQuery): Reading {
  if (reading.kind !== 'scan' || root === undefined || !asksForWordsAlone(root)) return reading;
  return { kind: 'scores', root };
}

/** The only full text of the search, which all that is found must fulfil. The best come first in the index. */
function textThatOrders({ query, kind, root }: CardQuery): FullText | undefined {
  if (root === undefined || kind !== 'file' || query.sort.direction === 'asc') return undefined;
  const [text, ...others] = predicatesOf(root).filter((predicate) => predicate.kind === 'has');
  if (text === undefined || others.length > 0) return undefined;
  return text === root || (root.kind === 'and' && root.nodes.includes(text)) ? text : undefined;
}
