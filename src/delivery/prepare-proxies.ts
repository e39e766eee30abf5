import { isDocument } from '../domain/media-facts.ts';
import type { MediaFile } from '../domain/media-file.ts';
import { makeInput } from '../transform/make-input.ts';
import { planProxy, proxySizes } from '../transform/plan-proxy.ts';
import type { Proxies } from './proxies.ts';
import { createTakeTurns } from './take-turns.ts';

export interface PreparationParts {
  readonly proxies: Pick<Proxies, 'prepare'>;
  readonly proxyMinPixels: number;
  /** Of the account, at this moment. */
  readonly autoOrient: () => boolean;
  /** Somebody waits for a worker. */
  readonly isBusy: () => boolean;
  readonly onFailure: (error: unknown) => void;
}

/** Proxies of what was uploaded, made behind the answer. Whatever is not made here is made when it is first needed. */
export interface ProxyPreparation {
  prepare(file: MediaFile): void;
  /** Ends what is under way, and waits for it. */
  stop(): Promise<void>;
}

export function createProxyPreparation(parts: PreparationParts): ProxyPreparation {
  const { proxies, isBusy, onFailure } = parts;
  const closing = new AbortController();
  // One at a time: a hundred uploads at once must not hold every worker.
  const takeTurn = createTakeTurns(1);
  const going = new Set<Promise<void>>();

  async function make({ current }: MediaFile): Promise<void> {
    const { image } = current.facts;
    if (image === undefined || image.frames > 1 || isDocument(image.format) || isBusy()) return;
    // The smallest is made by way of the others.
    const sizes = { minPixels: parts.proxyMinPixels, pixels: proxySizes[0] };
    const plan = planProxy(makeInput(image, [], { autoOrient: parts.autoOrient() }), sizes);
    if (plan !== undefined) await proxies.prepare({ plan, contentHash: current.blobHash }, closing.signal);
  }

  return {
    prepare(file) {
      const work = takeTurn(() => make(file), closing.signal)
        .catch((error) => closing.signal.aborted || onFailure(error))
        .then(() => void going.delete(work));
      going.add(work);
    },
    async stop() {
      closing.abort(new Error('The server is closing'));
      await Promise.all(going);
    },
  };
}
