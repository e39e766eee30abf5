import { MediaError } from '../../domain/errors.ts';
import { type OriginAnswer, originFailed } from '../../domain/origin.ts';
import type { KeptSource, SourcePlace } from '../../domain/source-store.ts';
import type { AttachedOrigin } from './endpoints.ts';
import { type ReceiveSourceParts, receiveSource, tooLargeSource } from './receive-source.ts';

export interface AskOriginParts extends ReceiveSourceParts {
  readonly settings: ReceiveSourceParts['settings'] & { readonly originTimeoutSeconds: number };
}

export interface SourceOrder {
  readonly origin: AttachedOrigin;
  readonly place: SourcePlace;
  /** What is known of it: it may be enough to hear that nothing has changed. */
  readonly kept: KeptSource | undefined;
  /** Nothing need be made of it: a picture that is too large, or broken, is kept all the same. */
  readonly isAnyWelcome: boolean;
}

/** Asks an origin and keeps what it answers. Undefined: it has no such file, and nothing is kept of it any more. */
export type AskOrigin = (order: SourceOrder, signal: AbortSignal) => Promise<KeptSource | undefined>;

export function createAskOrigin(parts: AskOriginParts): AskOrigin {
  const { maxOriginBytes: maxBytes, originTimeoutSeconds } = parts.settings;

  async function ask(order: SourceOrder, signal: AbortSignal): Promise<KeptSource | undefined> {
    const { origin, place, kept } = order;
    const host = place.host === '' ? {} : { host: place.host };
    const known = kept === undefined ? {} : { known: kept.validators };
    const answer = await origin.open(place.path, { ...host, ...known, maxBytes, signal });
    return await settle(answer, order, { parts, signal });
  }

  return async (order, signal) => {
    // A body that trickles for ever would keep its place for ever.
    const late = AbortSignal.timeout(originTimeoutSeconds * 1000);
    try {
      return await ask(order, AbortSignal.any([signal, late]));
    } catch (error) {
      signal.throwIfAborted();
      if (late.aborted)
        throw originFailed('UNIDENTIFIED', 'The download from the origin took too long', error);
      const isTooLarge = error instanceof MediaError && error.code === 'too_large';
      throw isTooLarge ? tooLargeSource(maxBytes) : error;
    }
  };
}

async function settle(
  answer: OriginAnswer,
  { place, kept, isAnyWelcome }: SourceOrder,
  { parts, signal }: { readonly parts: AskOriginParts; readonly signal: AbortSignal },
): Promise<KeptSource | undefined> {
  const { store, clock } = parts;
  switch (answer.kind) {
    case 'file':
      return await receiveSource(answer, { place, isAnyWelcome, signal }, parts);
    case 'missing':
      store.forget(place);
      return undefined;
    case 'unchanged': {
      if (kept === undefined) throw originFailed('UNIDENTIFIED', 'The origin did not answer with the file');
      const caching = { ...kept.caching, ...answer.caching };
      const checked = { ...kept, caching, checkedAt: clock.now() };
      store.note(place, checked);
      return checked;
    }
  }
}
