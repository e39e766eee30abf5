const unspacedScripts = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter('th', { granularity: 'word' });

/** They write no spaces between words; without a mark of where one ends, a line of theirs could not be broken. */
export function breakable(text: string): string {
  if (!unspacedScripts.test(text)) return text;
  const words = Array.from(segmenter.segment(text), ({ segment }) => segment);
  return words.reduce((before, word) => {
    const isInside = unspacedScripts.test(before.slice(-1)) && unspacedScripts.test(word.slice(0, 1));
    return `${before}${isInside ? zeroWidthSpace : ''}${word}`;
  }, '');
}

const zeroWidthSpace = '\u200b';
