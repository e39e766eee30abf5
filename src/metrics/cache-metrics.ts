import type { Family } from './family.ts';

/** What is kept in one tier of the rendition cache. */
export interface KeptRenditions {
  readonly bytes: number;
  readonly count: number;
}

export type ReadKept = () => Readonly<Record<string, KeptRenditions>>;

export function createCacheMetrics(readKept: ReadKept): Family[] {
  return [
    byTier('calotype_rendition_cache_bytes', 'Bytes of renditions that are kept.', readKept, 'bytes'),
    byTier('calotype_rendition_cache_renditions', 'Renditions that are kept.', readKept, 'count'),
  ];
}

function byTier(name: string, help: string, readKept: ReadKept, what: keyof KeptRenditions): Family {
  return {
    name,
    help,
    type: 'gauge',
    samples: () =>
      Object.entries(readKept()).map(([tier, kept]) => ({ labels: { tier }, value: kept[what] })),
  };
}
