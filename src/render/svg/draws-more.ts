export interface Part<Key> {
  /** Its own; at least one. */
  readonly elements: number;
  /** All parts of all lists, one after the other, and that so many times. */
  readonly draws: readonly { readonly times: number; readonly lists: readonly (readonly Key[])[] }[];
}

/**
 * Draws in thought what a renderer would draw, and stops as soon as it is too much. Every step counts for one at least, so
 * this takes no longer than it is allowed to. Totals of parts cannot be kept from one use to the next: on a ring they
 * depend on where it was entered. A part that is reached while it is being drawn is drawn by nobody (SVG 2 §5.6), but
 * whoever draws has to find that out.
 */
export function drawsMore<Key>(most: number, root: Key, describe: (key: Key) => Part<Key>): boolean {
  const open = new Set([root]);
  const path = [{ key: root, drawn: drawnBy(describe(root)) }];
  let count = describe(root).elements;
  for (let top = path.at(-1); top !== undefined && count <= most; top = path.at(-1)) {
    const next = top.drawn.next();
    if (next.done) {
      open.delete(top.key);
      path.pop();
    } else if (open.has(next.value)) {
      count += 1;
    } else {
      const part = describe(next.value);
      count += part.elements;
      open.add(next.value);
      path.push({ key: next.value, drawn: drawnBy(part) });
    }
  }
  return count > most;
}

function* drawnBy<Key>({ draws }: Part<Key>): Generator<Key, void> {
  for (const { times, lists } of draws) {
    for (let time = 0; time < times; time += 1) {
      for (const list of lists) yield* list;
    }
  }
}
