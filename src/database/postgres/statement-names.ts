import { LRUCache } from 'lru-cache';

/** A statement with more parameters is one of a kind: a long list, or many rows. */
const mostParameters = 100;

/** Every session of the server keeps the plans of all that have a name. */
const mostNames = 300;
const rememberedStatements = 1000;

export interface StatementNames {
  /** Undefined: it is not worth to be kept. */
  nameOf(sql: string, parameters: readonly unknown[]): string | undefined;
}

/**
 * Under its name a session parses a statement once, and soon plans it no more: to plan a look-up takes several times as long
 * as to run it. Whoever comes a second time gets one, and keeps it.
 */
export function nameStatements(): StatementNames {
  const names = new Map<string, string>();
  const seen = new LRUCache<string, true>({ max: rememberedStatements });
  return {
    nameOf(sql, { length }) {
      if (length === 0 || length > mostParameters) return undefined;
      const known = names.get(sql);
      if (known !== undefined || names.size === mostNames) return known;
      if (!seen.has(sql)) {
        seen.set(sql, true);
        return undefined;
      }
      const name = `calotype-${names.size + 1}`;
      names.set(sql, name);
      return name;
    },
  };
}
