import type { OriginCaching } from '../../domain/origin.ts';
import type { KeptSource } from '../../domain/source-store.ts';

/** How long a kept source may be used without asking its origin, in seconds since it was last asked. */
export interface Freshness {
  readonly freshSeconds: number;
  /** Afterwards so long while it is asked in the background. */
  readonly staleSeconds: number;
  /** An origin that gives no answer does not take away what is here. */
  readonly mayOutliveFailure: boolean;
  /** Visitors' caches may be shared ones. */
  readonly isShared: boolean;
}

export interface FreshnessSettings {
  readonly originFreshSeconds: number;
  readonly originStaleSeconds: number;
}

/** Ours, or what the origin says where its word counts (RFC 9111 §4.2, RFC 5861). */
export function freshnessOf(
  { caching, checkedAt }: Pick<KeptSource, 'caching' | 'checkedAt'>,
  obeysOrigin: boolean,
  settings: FreshnessSettings,
): Freshness {
  const ours = {
    freshSeconds: settings.originFreshSeconds,
    staleSeconds: settings.originStaleSeconds,
    mayOutliveFailure: true,
    isShared: true,
  };
  if (!obeysOrigin) return ours;
  const directives = readDirectives(caching.cacheControl ?? '');
  const said = lifetimeOf(directives, caching, checkedAt);
  if (said === undefined) return ours;
  return {
    freshSeconds: Math.max(0, said - secondsOf(caching.age, 0)),
    staleSeconds: secondsOf(directives.get('stale-while-revalidate'), 0),
    mayOutliveFailure: !strict.some((name) => directives.has(name)),
    isShared: !directives.has('private') && !directives.has('no-store'),
  };
}

const strict = ['no-store', 'no-cache', 'must-revalidate', 'proxy-revalidate'];

function lifetimeOf(
  directives: ReadonlyMap<string, string>,
  { expires }: OriginCaching,
  checkedAt: Date,
): number | undefined {
  if (directives.has('no-store') || directives.has('no-cache')) return 0;
  const seconds = directives.get('s-maxage') ?? directives.get('max-age');
  if (seconds !== undefined) return secondsOf(seconds, 0);
  if (expires === undefined) return undefined;
  const until = Date.parse(expires);
  // "0" and other nonsense means: already expired (RFC 9111 §5.3).
  return Number.isNaN(until) ? 0 : Math.max(0, Math.floor((until - checkedAt.getTime()) / 1000));
}

/** The first of a name counts, names know no case. */
function readDirectives(cacheControl: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const directive of cacheControl.split(',')) {
    const [name = '', value = ''] = directive.trim().split('=', 2);
    const key = name.toLowerCase();
    if (!directives.has(key)) directives.set(key, value.replaceAll('"', '').trim());
  }
  return directives;
}

function secondsOf(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : otherwise;
}
