import { type ErrorCode, MediaError } from '../../domain/errors.ts';
import { retryAfterOf, statusOfError } from '../errors.ts';
import type { Exchange } from './send-rendition.ts';
import { varyOfErrors } from './vary.ts';

/** How long an error may be kept: a broken link for a minute, a broken wish for five (spec delivery §15). */
const cacheControlOf: Partial<Record<ErrorCode, string>> = {
  invalid: 'public, max-age=300',
  too_large: 'public, max-age=300',
  unsupported: 'public, max-age=300',
  url_too_long: 'public, max-age=300',
  not_found: 'public, max-age=60',
};

/** Short text and `ik-error`. Pages look at the status alone, people at the header. */
export function sendDeliveryError(
  { request, response, head, outcome }: Pick<Exchange, 'request' | 'response' | 'head' | 'outcome'>,
  error: unknown,
): void {
  if (response.headersSent) {
    // The body has begun: the only honest end is a broken one, which no cache will keep as whole.
    response.destroy();
    return;
  }
  outcome.error = error;
  const known = error instanceof MediaError ? error : undefined;
  const body = known?.message ?? 'Internal Server Error';
  const status = statusOfError(error);
  head.push('content-type', 'text/plain; charset=utf-8', 'content-length', Buffer.byteLength(body));
  head.push('cache-control', (known && cacheControlOf[known.code]) ?? 'no-store');
  if (known?.code === 'invalid') head.push('vary', varyOfErrors);
  head.push('ik-error', visibleAscii(known?.reason ?? `UNIDENTIFIED - ${body}`));
  const retryAfter = retryAfterOf(error);
  if (retryAfter !== undefined) head.push('retry-after', retryAfter);
  response.writeHead(status, head);
  outcome.bytes = request.method === 'HEAD' ? 0 : Buffer.byteLength(body);
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** CR or LF from a URL would let a stranger write further headers (response splitting). */
function visibleAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (character) => encodeURIComponent(character));
}
