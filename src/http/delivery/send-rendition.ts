import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Body, Delivered } from '../../delivery/delivered.ts';
import type { ByteRange } from '../../domain/blob-store.ts';
import type { DeliveryUrl } from '../../transform/delivery-url.ts';
import { contentDisposition } from './attachment.ts';
import { readByteRange } from './byte-range.ts';
import { isNotModified, mayUseRange } from './conditional.ts';

export interface SendContext {
  readonly url: DeliveryUrl;
  readonly signal: () => AbortSignal;
}

/** Scripts in an SVG or a page must not run in our origin's name, whoever uploaded it. */
const sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";
const scriptable = new Set([
  'image/svg+xml',
  'text/html',
  'application/xhtml+xml',
  'application/xml',
  'text/xml',
]);

/** Type, validators, caching, ranges, HEAD (spec delivery §14). A 304 is answered before a byte is opened. */
export async function sendRendition(
  request: IncomingMessage,
  response: ServerResponse,
  delivered: Delivered,
  { url, signal }: SendContext,
): Promise<void> {
  setValidators(response, delivered);
  if (isNotModified(request.headers, delivered)) {
    response.writeHead(304).end();
    return;
  }
  const opened = delivered.open(signal);
  const body = opened instanceof Promise ? await opened : opened;
  const asked = mayUseRange(request.headers, delivered) ? request.headers.range : undefined;
  const range = readByteRange(asked, body.sizeBytes);
  if (range === 'unsatisfiable') {
    response
      .writeHead(416, { 'content-range': `bytes */${body.sizeBytes}`, 'cache-control': 'no-store' })
      .end();
    return;
  }
  setBodyHeaders(response, body, delivered, url);
  await sendBody(request, response, body, range);
}

function setValidators(
  response: ServerResponse,
  { etag, lastModified, cache, varyOnAccept, isDefaultImage }: Delivered,
): void {
  response.setHeader('etag', `"${etag}"`);
  response.setHeader('last-modified', lastModified.toUTCString());
  response.setHeader('cache-control', cacheControl(cache));
  if (varyOnAccept) response.setHeader('vary', 'Accept');
  if (isDefaultImage) response.setHeader('ik-default-image', 'true');
}

function cacheControl({ scope, maxAgeSeconds }: Delivered['cache']): string {
  if (scope === 'private') return `private, max-age=${maxAgeSeconds}`;
  return `public, s-maxage=${maxAgeSeconds}, max-age=${maxAgeSeconds}, must-revalidate`;
}

function setBodyHeaders(
  response: ServerResponse,
  body: Body,
  { fileName }: Delivered,
  url: DeliveryUrl,
): void {
  response.setHeader('content-type', body.contentType);
  response.setHeader('accept-ranges', 'bytes');
  if (scriptable.has(body.contentType)) response.setHeader('content-security-policy', sandbox);
  if (url.attachment !== undefined) {
    response.setHeader(
      'content-disposition',
      contentDisposition(url.attachment.name ?? fileName, body.contentType),
    );
  }
}

async function sendBody(
  request: IncomingMessage,
  response: ServerResponse,
  body: Body,
  range: ByteRange | undefined,
): Promise<void> {
  const length = range === undefined ? body.sizeBytes : range.end - range.start + 1;
  response.setHeader('content-length', length);
  if (range === undefined) response.writeHead(200);
  else response.writeHead(206, { 'content-range': `bytes ${range.start}-${range.end}/${body.sizeBytes}` });
  if (request.method === 'HEAD' || length === 0) {
    response.end();
  } else if (body.bytes !== undefined) {
    response.end(range === undefined ? body.bytes : body.bytes.subarray(range.start, range.end + 1));
  } else {
    await pipeline(await body.open(range), response);
  }
}
