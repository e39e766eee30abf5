/** The eight numbers of a valid IPv6 address, in whatever form it is written. */
export function groupsOf(address: string): number[] {
  // A URL writes every form alike: no dots, no leading zeros, at most one `::`.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [left = '', right] = canonical.split('::');
  const head = numbersOf(left);
  const tail = numbersOf(right ?? '');
  const missing = right === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function numbersOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}
