import { Agent, fetch, type RequestInit, type Response } from 'undici';

/** A program of the operator's choice, at an address that only the operator sets. */
export interface ProviderPlace {
  readonly url: string;
  /** Sent as a bearer token. */
  readonly token?: string;
}

/** Why a provider has not done what it was asked for; told to the operator alone. */
export class ProviderError extends Error {
  constructor(message: string, { cause }: { readonly cause?: unknown } = {}) {
    super(message, { cause });
    this.name = 'ProviderError';
  }
}

export interface ProviderRequest extends Pick<RequestInit, 'method' | 'body'> {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * By itself undici gives up after 300 seconds of silence, whatever the operator allows. The signal is the only limit here: every
 * caller has one.
 */
const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

/**
 * The answer, whatever its status. A redirect is a failure: it could lead the picture and the token to an address that the
 * operator has not named (server-side request forgery).
 */
export async function askProvider(
  url: URL,
  { token }: ProviderPlace,
  init: ProviderRequest,
): Promise<Response> {
  const headers = { ...init.headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  try {
    return await fetch(url, { ...init, dispatcher, headers, redirect: 'error' });
  } catch (cause) {
    throw failure('The provider could not be reached', cause, init.signal);
  }
}

/** Never more than `maxBytes`: what a provider sends is not trusted to end. */
export async function readBody(response: Response, maxBytes: number, signal: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw failure('The answer of the provider broke off', cause, signal);
  }
  if (bytes > maxBytes) throw new ProviderError(`The answer of the provider has more than ${maxBytes} bytes`);
  return Buffer.concat(chunks);
}

/** Ends the exchange without reading what is left of the answer. */
export async function discardBody(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => {});
}

function failure(message: string, cause: unknown, signal: AbortSignal): unknown {
  return signal.aborted ? signal.reason : new ProviderError(message, { cause });
}
