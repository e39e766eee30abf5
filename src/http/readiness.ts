/** Of the process: it has begun to listen and fills the library, serves, or refuses newcomers. */
export type Phase = 'starting' | 'serving' | 'draining';

export interface Ready {
  readonly status: 'ready' | 'starting' | 'draining' | 'unavailable';
  /** In words, unless it is ready. */
  readonly reason?: string;
}

export type Readiness = () => Promise<Ready>;

type Part = 'database' | 'blobs';

export interface ReadinessParts {
  readonly phase: () => Phase;
  /** Each throws when its part cannot be used now. */
  readonly checks: Readonly<Record<Part, (signal: AbortSignal) => Promise<void>>>;
  readonly onFailure: (error: unknown, part: Part) => void;
}

/** Whoever asks, however often: the parts are asked once a second. */
const freshMilliseconds = 1000;
/** Less than a load balancer waits. */
const patienceMilliseconds = 2000;

const reasons: Readonly<Record<Exclude<Phase, 'serving'> | Part, string>> = {
  starting: 'The library is being filled.',
  draining: 'The process ends.',
  database: 'The database cannot be reached.',
  blobs: 'The blobs cannot be reached.',
};

/** Whether a request that comes now is likely to be answered. */
export function createReadiness({ phase, checks, onFailure }: ReadinessParts): Readiness {
  let looked: { readonly at: number; readonly ready: Promise<Ready> } | undefined;

  async function look(): Promise<Ready> {
    const parts = ['database', 'blobs'] as const;
    const failing = await Promise.all(parts.map(async (part) => ((await works(part)) ? [] : part)));
    const reason = failing
      .flat()
      .map((part) => reasons[part])
      .join(' ');
    return reason === '' ? { status: 'ready' } : { status: 'unavailable', reason };
  }

  async function works(part: Part): Promise<boolean> {
    const signal = AbortSignal.timeout(patienceMilliseconds);
    const { promise: outOfPatience, reject } = Promise.withResolvers<never>();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    outOfPatience.catch(() => {});
    try {
      // Not every part can be interrupted, but whoever asks need not wait for it.
      await Promise.race([checks[part](signal), outOfPatience]);
      return true;
    } catch (error) {
      onFailure(error, part);
      return false;
    }
  }

  return async () => {
    const now = phase();
    if (now !== 'serving') return { status: now, reason: reasons[now] };
    if (looked === undefined || looked.at + freshMilliseconds <= Date.now()) {
      looked = { at: Date.now(), ready: look() };
    }
    return looked.ready;
  };
}
