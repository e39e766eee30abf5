import type { SeededRandom } from '../../src/search/seeded-random.contract.ts';

const onsets = ['b', 'br', 'c', 'd', 'dr', 'f', 'g', 'gl', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'pl', 'r', 's'];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou'];
const codas = ['', 'n', 'r', 's', 't', 'l', 'm'];

/** Words that can be said, the same at every run: syllables counted through. */
export function makeWords(count: number): string[] {
  const words = new Set<string>();
  for (let number = 1; words.size < count; number += 1) words.add(wordOf(number * 7919));
  return [...words];
}

function wordOf(number: number): string {
  let rest = number;
  let word = '';
  const take = (parts: readonly string[]) => {
    word += parts[rest % parts.length];
    rest = Math.floor(rest / parts.length);
  };
  do {
    take(onsets);
    take(vowels);
    take(codas);
  } while (rest > 0);
  return word;
}

/** Zipf: the item of rank r is asked for 1/r as often as the first. Drawn by bisection in the running sums. */
export function createZipf<Item>(items: readonly Item[], random: SeededRandom): () => Item {
  const sums: number[] = [];
  let sum = 0;
  for (let rank = 1; rank <= items.length; rank += 1) {
    sum += 1 / rank;
    sums.push(sum);
  }
  const precision = 2 ** 32;
  return () => {
    const wanted = (random.below(precision) / precision) * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) <= wanted) low = middle + 1;
      else high = middle;
    }
    return items[low] as Item;
  };
}
