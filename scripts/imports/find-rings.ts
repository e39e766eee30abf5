/** Of each file, the files that it imports; types count. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Files that import one another, each ring as a way round it: as many ways as there are imports that close one. */
export function findRings(graph: ImportGraph): string[][] {
  const rings: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];

  function visit(file: string): void {
    if (done.has(file)) return;
    const start = way.indexOf(file);
    if (start !== -1) return void rings.push(way.slice(start));
    way.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    way.pop();
    done.add(file);
  }

  for (const file of graph.keys()) visit(file);
  return rings;
}
