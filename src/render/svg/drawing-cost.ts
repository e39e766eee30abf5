/**
 * Counts what there is to draw: each element as often as `use`, patterns, masks and the like draw it. Ten uses of ten uses
 * of … are a few hundred bytes and take for ever.
 */
export interface DrawingCost {
  /** `references`: ids of parts that the element has drawn. */
  open(id: string | undefined, references: readonly string[]): void;
  close(): void;
  /** Infinity where the count leaves all bounds. */
  total(): number;
}

interface Part {
  elements: number;
  readonly references: string[];
  readonly inner: Part[];
}

/** Parts are those elements that have an id; what lies between is counted into them. */
export function createDrawingCost(): DrawingCost {
  const root = createPart();
  const parts = new Map<string, Part>();
  const path: Part[] = [root];

  return {
    open(id, references) {
      const around = path.at(-1) ?? root;
      const part = id === undefined ? around : createPart();
      if (id !== undefined) {
        around.inner.push(part);
        // Of two with one id, the first is meant.
        if (!parts.has(id)) parts.set(id, part);
      }
      part.elements += 1;
      part.references.push(...references);
      path.push(part);
    },
    close: () => void path.pop(),
    total: () => countAll(root, parts),
  };
}

function createPart(): Part {
  return { elements: 0, references: [], inner: [] };
}

/** Depth first without recursion: chains of references may be as long as the file. A ring is drawn by nobody. */
function countAll(root: Part, parts: ReadonlyMap<string, Part>): number {
  const totals = new Map<Part, number>();
  const started = new Set<Part>();
  const waiting = [root];
  for (let part = waiting.at(-1); part !== undefined; part = waiting.at(-1)) {
    const needed = [...part.inner, ...part.references.flatMap((id) => parts.get(id) ?? [])];
    if (!started.has(part)) {
      started.add(part);
      waiting.push(...needed.filter((other) => !started.has(other)));
      continue;
    }
    waiting.pop();
    if (totals.has(part)) continue;
    totals.set(
      part,
      needed.reduce((sum, other) => sum + (totals.get(other) ?? 0), part.elements),
    );
  }
  return totals.get(root) ?? 0;
}
