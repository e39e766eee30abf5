import type { Clock } from '../../domain/clock.ts';
import { createCoalesce } from '../../domain/coalesce.ts';
import { MediaError } from '../../domain/errors.ts';
import type { KeptSource, SourcePlace } from '../../domain/source-store.ts';
import { createTakeTurns } from '../take-turns.ts';
import { type AskOriginParts, createAskOrigin, type SourceOrder } from './ask-origin.ts';
import type { AttachedOrigin } from './endpoints.ts';
import { type FreshnessSettings, freshnessOf } from './freshness.ts';
import { HopelessSource } from './receive-source.ts';
import { createRememberedFailures } from './remembered-failures.ts';

export interface RemoteSourceParts extends AskOriginParts {
  readonly settings: AskOriginParts['settings'] & RemoteSourceSettings;
  /** Visitors are told in general words; of what happens in the background, nobody is. */
  readonly onFailure: (error: unknown) => void;
}

export interface RemoteSourceSettings extends FreshnessSettings {
  /** How long it is remembered that a file was missing, or could not be had. */
  readonly originMissingSeconds: number;
  /** Files that are fetched at once. */
  readonly originDownloads: number;
}

export interface RemoteRequest {
  readonly path: string;
  /** The visitor's. */
  readonly host: string | undefined;
  readonly obeysOrigin: boolean;
  /** Nothing need be made of it. */
  readonly isAnyWelcome: boolean;
  readonly signal: () => AbortSignal;
}

/** Files of origins, each fetched once for everybody and kept while it is worth it. */
export interface RemoteSources {
  /** Undefined: the origin has no such file. What an origin could not answer is thrown. */
  find(origin: AttachedOrigin, request: RemoteRequest): Promise<KeptSource | undefined>;
  /** They, and whatever could not be had, are asked for anew. */
  forget(places: readonly SourcePlace[]): void;
  /** Ends what goes on in the background, and waits for it. */
  stop(): Promise<void>;
}

/** As one of several who ask for the same: the key says what is the same. */
interface SharedOrder extends SourceOrder {
  readonly key: string;
}

export function createRemoteSources(parts: RemoteSourceParts): RemoteSources {
  const { store, clock, settings } = parts;
  const askOrigin = createAskOrigin(parts);
  const share = createCoalesce<KeptSource | undefined>();
  const takeTurn = createTakeTurns(settings.originDownloads);
  const failures = createRememberedFailures(clock, settings.originMissingSeconds);
  const closing = new AbortController();
  const background = new Set<Promise<unknown>>();

  async function askAndRemember(order: SharedOrder, signal: AbortSignal): Promise<KeptSource | undefined> {
    try {
      const source = await takeTurn(() => askOrigin(order, signal), signal);
      if (source === undefined) failures.note(order.key, 'missing');
      else failures.forget(order.key);
      return source;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof MediaError) failures.note(order.key, { error });
      if (!(error instanceof HopelessSource)) parts.onFailure(error);
      throw error;
    }
  }

  function refresh(order: SharedOrder): void {
    if (failures.find(order.key) !== undefined) return;
    const work = share(order.key, (signal) => askAndRemember(order, signal), closing.signal)
      // It has been told of; whoever asks next still has what is kept.
      .catch(() => {})
      .finally(() => background.delete(work));
    background.add(work);
  }

  async function askNow(order: SharedOrder, signal: AbortSignal): Promise<KeptSource | undefined> {
    const remembered = failures.find(order.key);
    if (remembered === 'missing') return undefined;
    if (remembered !== undefined) throw remembered.error;
    return await share(order.key, (shared) => askAndRemember(order, shared), signal);
  }

  /** At first as for everybody else, so that one download serves all. */
  async function fetchSource(
    order: SharedOrder,
    { isAnyWelcome, signal }: RemoteRequest,
  ): Promise<KeptSource | undefined> {
    try {
      return await askNow(order, signal());
    } catch (error) {
      if (!(error instanceof HopelessSource) || !isAnyWelcome) throw error;
      return await askNow({ ...order, key: `${order.key} whole`, isAnyWelcome }, signal());
    }
  }

  return {
    async find(origin, request) {
      const place = placeOf(origin, request);
      const kept = store.find(place);
      const order = { origin, place, key: keyOf(place), kept, isAnyWelcome: false };
      if (kept === undefined) return await fetchSource(order, request);
      const { freshSeconds, staleSeconds, ...rules } = freshnessOf(kept, request.obeysOrigin, settings);
      const ageSeconds = ageOf(kept, clock);
      if (ageSeconds < freshSeconds) return kept;
      if (ageSeconds < freshSeconds + staleSeconds) {
        refresh(order);
        return kept;
      }
      return await fetchSource(order, request).catch((error) => {
        if (!rules.mayOutliveFailure || !isNoAnswer(error)) throw error;
        return kept;
      });
    },

    forget(places) {
      for (const place of places) store.forget(place);
      failures.forgetAll();
    },

    async stop() {
      closing.abort(new Error('The server is closing'));
      await Promise.allSettled(background);
    },
  };
}

function isNoAnswer(error: unknown): boolean {
  return error instanceof MediaError && !(error instanceof HopelessSource);
}

export function ageOf({ checkedAt }: KeptSource, clock: Clock): number {
  return (clock.now().getTime() - checkedAt.getTime()) / 1000;
}

function placeOf(
  { id, setup, forwardsHost }: AttachedOrigin,
  { path, host }: Pick<RemoteRequest, 'path' | 'host'>,
): SourcePlace {
  return { originId: id, setup, host: forwardsHost ? (host ?? '') : '', path };
}

function keyOf({ originId, setup, host, path }: SourcePlace): string {
  return [originId, setup, host, path].join(' ');
}
