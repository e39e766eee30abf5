import type { StagedBlob } from '../../domain/blob-store.ts';
import type { Clock } from '../../domain/clock.ts';
import { invalid, MediaError } from '../../domain/errors.ts';
import { type OriginFile, originFailed } from '../../domain/origin.ts';
import type { Prober } from '../../domain/prober.ts';
import type { KeptSource, SourcePlace, SourceStore } from '../../domain/source-store.ts';
import { type HeadLimits, limitOf, tooManyBytes } from './check-head.ts';
import { nameOfSource } from './name-of-source.ts';

export interface ReceiveSourceParts {
  readonly store: SourceStore;
  readonly prober: Pick<Prober, 'probe'>;
  readonly clock: Clock;
  readonly settings: HeadLimits;
}

interface Receipt {
  readonly place: SourcePlace;
  readonly isAnyWelcome: boolean;
  readonly signal: AbortSignal;
}

/** The file would come, but nothing could be made of it. */
export class HopelessSource extends MediaError {}

/** Keeps what an origin sends, with what a look at it has shown. The body is gone afterwards, whatever happens. */
export async function receiveSource(
  file: OriginFile,
  order: Receipt,
  parts: ReceiveSourceParts,
): Promise<KeptSource> {
  const { store, prober, clock } = parts;
  const staged = await stage(file, order, parts);
  try {
    const facts = await probe(staged, order, prober);
    const now = clock.now();
    const { validators, isPrivate, caching } = file;
    const { hash, sizeBytes } = staged;
    const createdAt = readDate(validators.lastModified, now);
    const source = { hash, sizeBytes, facts, isPrivate, validators, caching, createdAt, checkedAt: now };
    await store.put(order.place, source, staged);
    return source;
  } finally {
    await staged.discard();
  }
}

/** What cannot be read in time cannot be printed either; its bytes are not kept. */
async function probe(staged: StagedBlob, { place, signal }: Receipt, prober: Pick<Prober, 'probe'>) {
  try {
    return await prober.probe(staged.path, nameOfSource(place.path), signal);
  } catch (error) {
    if (!(error instanceof MediaError) || error.code !== 'invalid') throw error;
    const { reason } = error;
    throw hopeless(invalid('Bad Request', reason === undefined ? {} : { reason }));
  }
}

async function stage(file: OriginFile, order: Receipt, parts: ReceiveSourceParts): Promise<StagedBlob> {
  const { isAnyWelcome, signal } = order;
  const { maxOriginBytes } = parts.settings;
  let limit = maxOriginBytes;
  const lookAtHead = (head: Buffer) => {
    if (!isAnyWelcome) limit = judge(() => limitOf(head, file.sizeBytes, parts.settings));
    return limit;
  };
  try {
    return await parts.store.stage(file.body, { signal, lookAtHead });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof MediaError) || error instanceof HopelessSource) throw error;
    if (error.code === 'too_large') throw tooLargeSource(limit);
    throw originFailed('UNIDENTIFIED', 'The download from the origin broke off', error);
  } finally {
    file.body.destroy();
  }
}

export function tooLargeSource(limit: number): HopelessSource {
  return hopeless(tooManyBytes(limit));
}

function judge<Result>(look: () => Result): Result {
  try {
    return look();
  } catch (error) {
    throw error instanceof MediaError ? hopeless(error) : error;
  }
}

function hopeless({ code, message, reason }: MediaError): HopelessSource {
  return new HopelessSource(code, message, reason === undefined ? {} : { reason });
}

/** A date that is none, or still to come, tells nothing. */
function readDate(text: string | undefined, now: Date): Date {
  const date = new Date(text ?? Number.NaN);
  return Number.isNaN(date.getTime()) || date > now ? now : date;
}
