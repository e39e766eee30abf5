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

/**
 * The answer, whatever its status. A redirect is a failure: it could lead the picture and the token to an address that the
 * operator has not named (server-side request forgery).
 */
export async function askProvider(
  url: URL,
  { token }: ProviderPlace,
  init: RequestInit & { readonly signal: AbortSignal },
): Promise<Response> {
  const headers = new Headers(init.headers);
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  try {
    return await fetch(url, { ...init, headers, redirect: 'error' });
  } catch (cause) {
    throw failure('The provider could not be reached', cause, init.signal);
  }
}

/** Never more than `maxBytes`: what a provider sends is not trusted to end. */
export async function readBody(response: Response, maxBytes: number, signal: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
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
