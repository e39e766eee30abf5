import { drawsMore, type Part } from './draws-more.ts';

/**
 * Counts what there is to draw: each element as often as `use`, patterns, masks and the like draw it. Ten uses of ten uses
 * of … are a few hundred bytes and take for ever.
 */
export interface DrawingCost {
  open(element: CountedElement): void;
  close(): void;
  /** Parts that a style sheet has drawn by every element with this key. */
  addStyle(key: string, references: readonly string[]): void;
  exceeds(most: number): boolean;
}

export interface CountedElement {
  readonly id: string | undefined;
  /** Ids of parts that the element has drawn. */
  readonly references: readonly string[];
  /** What a style sheet may know it by (style-references.ts). */
  readonly keys: readonly string[];
}

interface OpenPart {
  elements: number;
  readonly inner: OpenPart[];
  readonly references: string[];
  /** How many of its elements have a key. */
  readonly keys: Map<string, number>;
}

/** Parts are those elements that have an id; what lies between is counted into them. */
export function createDrawingCost(): DrawingCost {
  const root = openPart();
  const parts = new Map<string, OpenPart>();
  const path: OpenPart[] = [root];
  const styles = new Map<string, (readonly string[])[]>();

  return {
    open({ id, references, keys }) {
      const around = path.at(-1) ?? root;
      const part = id === undefined ? around : openPart();
      if (id !== undefined) {
        around.inner.push(part);
        // Of two with one id, the first is meant.
        if (!parts.has(id)) parts.set(id, part);
      }
      part.elements += 1;
      for (const reference of references) part.references.push(reference);
      for (const key of keys) part.keys.set(key, (part.keys.get(key) ?? 0) + 1);
      path.push(part);
    },
    close: () => void path.pop(),
    addStyle(key, references) {
      const known = styles.get(key) ?? [];
      known.push(references);
      styles.set(key, known);
    },
    exceeds: (most) => drawsMore(most, root, createResolver(parts, styles)),
  };
}

function openPart(): OpenPart {
  return { elements: 0, inner: [], references: [], keys: new Map() };
}

/**
 * What a part draws besides its own elements. Every name is looked up once, and rules are shared by the parts they are for:
 * a thousand selectors before a thousand addresses are two thousand words, and no more work than that.
 */
function createResolver(
  parts: ReadonlyMap<string, OpenPart>,
  styles: ReadonlyMap<string, readonly (readonly string[])[]>,
): (part: OpenPart) => Part<OpenPart> {
  const find = remember((ids: readonly string[]) => ids.flatMap((id) => parts.get(id) ?? []));
  const styled = remember((key: string) =>
    (styles.get(key) ?? []).map(find).filter((list) => list.length > 0),
  );

  return remember(({ elements, inner, references, keys }: OpenPart) => {
    const byStyle = [...keys].map(([key, times]) => ({ times, lists: styled(key) }));
    const own = { times: 1, lists: [inner, find(references)] };
    return { elements, draws: [own, ...byStyle.filter(({ lists }) => lists.length > 0)] };
  });
}

function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
