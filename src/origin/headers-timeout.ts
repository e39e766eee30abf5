import { downloadFailed } from './failures.ts';

/** Does what ends when headers are there, and ends it when they are late. Its signal goes on to hold for the body. */
export async function withHeadersTimeout<Result>(
  { headersTimeoutMs, signal }: { readonly headersTimeoutMs: number; readonly signal: AbortSignal },
  ask: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(downloadFailed('TIMED_OUT')), headersTimeoutMs);
  try {
    return await ask(AbortSignal.any([signal, late.signal]));
  } catch (error) {
    signal.throwIfAborted();
    throw late.signal.aborted ? late.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}
