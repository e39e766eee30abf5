import type { Renditions } from './make-rendition.ts';
import type { ChoosePrint, PendingPrint, PlannedPrint, Print, PrintRequest } from './print.ts';

export interface AvifBehindParts {
  readonly renditions: Pick<Renditions, 'find' | 'get'>;
  readonly choosePrint: ChoosePrint;
  readonly onFailure: (error: unknown) => void;
}

/** AVIF takes ten times as long to write as WebP: whoever comes first is sent what is there sooner. */
export interface AvifBehind {
  /**
   * As the one it is given, unless an AVIF was chosen for the client that is not kept: then what the client would be sent if it knew no
   * AVIF, for now, while the AVIF is made.
   */
  readonly choosePrint: ChoosePrint;
  /** Ends what is under way, and waits for it. */
  stop(): Promise<void>;
}

export function createAvifBehind({ renditions, choosePrint, onFailure }: AvifBehindParts): AvifBehind {
  const closing = new AbortController();
  const going = new Map<string, Promise<void>>();

  function makeBehind(print: PlannedPrint): void {
    if (going.has(print.key) || closing.signal.aborted) return;
    const work = Promise.resolve(renditions.get(print, () => closing.signal))
      .catch((error) => closing.signal.aborted || onFailure(error))
      .then(() => void going.delete(print.key));
    going.set(print.key, work);
  }

  async function standInFor(print: PlannedPrint, request: PrintRequest): Promise<Print | PendingPrint> {
    if ((await renditions.find(print.key)) !== undefined) return print;
    const { client } = request;
    const accepts = { ...client.accepts, avif: false };
    const standIn = await choosePrint({ ...request, client: { ...client, accepts } });
    if (standIn.kind !== 'plan') return print;
    makeBehind(print);
    return { ...standIn, isProvisional: true };
  }

  return {
    async choosePrint(request) {
      const print = await choosePrint(request);
      const isChosenAvif = print.kind === 'plan' && print.negotiated && print.plan.output.format === 'avif';
      return isChosenAvif ? await standInFor(print, request) : print;
    },
    async stop() {
      closing.abort(new Error('The server is closing'));
      await Promise.all(going.values());
    },
  };
}
