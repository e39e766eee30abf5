import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Body, Delivered } from '../../delivery/delivered.ts';
import type { ByteRange } from '../../domain/blob-store.ts';
import type { DeliveryUrl } from '../../transform/delivery-url.ts';
import { contentDisposition } from './attachment.ts';
import { readByteRange } from './byte-range.ts';
import { isNotModified, mayUseRange } from './conditional.ts';
import type { Head } from './head.ts';
import type { Outcome } from './outcome.ts';
import { validators } from './validators.ts';

/** One request on its way to an answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** When it came, on the clock of `performance`. */
  readonly begunAt: number;
  /** Headers so far. */
  readonly head: Head;
  readonly url: DeliveryUrl;
  readonly signal: () => AbortSignal;
  /** What becomes known on the way is noted here. */
  readonly outcome: Outcome;
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
export async function sendRendition(exchange: Exchange, delivered: Delivered): Promise<void> {
  const { request, response, head, outcome } = exchange;
  outcome.delivered = delivered;
  if (isNotModified(request.headers, delivered)) {
    response.writeHead(304, [...head, ...validators(delivered)]).end();
    return;
  }
  const opened = delivered.open(exchange.signal);
  const body = opened instanceof Promise ? await opened : opened;
  outcome.body = body;
  const range = rangeOf(request, delivered, body);
  if (range === 'unsatisfiable') {
    const outside = ['content-range', `bytes */${body.sizeBytes}`, 'cache-control', 'no-store'];
    response.writeHead(416, [...head, ...outside, 'content-length', 0]).end();
    return;
  }
  // Opened before the head is written: a failure can still be told as one.
  const stream = needsStream(request, body) ? await body.open(range) : undefined;
  head.push(...validators(delivered), ...describeBody(body, range));
  head.push('server-timing', serverTiming(body, performance.now() - exchange.begunAt));
  if (exchange.url.attachment !== undefined) {
    const name = exchange.url.attachment.name ?? delivered.file.name;
    head.push('content-disposition', contentDisposition(name, body.contentType));
  }
  response.writeHead(range === undefined ? 200 : 206, head);
  if (stream === undefined) {
    const bytes = request.method === 'HEAD' ? undefined : cut(body.bytes, range);
    outcome.bytes = bytes?.length ?? 0;
    response.end(bytes);
  } else {
    stream.on('data', (piece: Buffer) => {
      outcome.bytes += piece.length;
    });
    await pipeline(stream, response);
  }
}

function needsStream(request: IncomingMessage, body: Body): boolean {
  return request.method !== 'HEAD' && body.bytes === undefined && body.sizeBytes !== 0;
}

/** Of the text as it is, never of one that is compressed (spec delivery §14.4). */
function rangeOf(request: IncomingMessage, delivered: Delivered, { sizeBytes, coding }: Body) {
  const { headers } = request;
  if (headers.range === undefined || sizeBytes === undefined || coding !== undefined) return undefined;
  return mayUseRange(headers, delivered) ? readByteRange(headers.range, sizeBytes) : undefined;
}

/** Where the bytes came from, and how long it took until they could be sent. */
function serverTiming({ tier }: Body, milliseconds: number): string {
  return `cache;desc=${tier}, total;dur=${milliseconds.toFixed(1)}`;
}

function cut(bytes: Buffer | undefined, range: ByteRange | undefined): Buffer | undefined {
  return range === undefined ? bytes : bytes?.subarray(range.start, range.end + 1);
}

function describeBody({ contentType, coding, sizeBytes }: Body, range: ByteRange | undefined): Head {
  const head: Head = ['content-type', contentType, 'accept-ranges', 'bytes'];
  if (range !== undefined) {
    head.push('content-length', range.end - range.start + 1);
    head.push('content-range', `bytes ${range.start}-${range.end}/${sizeBytes}`);
  } else if (sizeBytes !== undefined) head.push('content-length', sizeBytes);
  if (coding !== undefined) head.push('content-encoding', coding);
  if (isScriptable(contentType)) head.push('content-security-policy', sandbox);
  return head;
}

function isScriptable(contentType: string): boolean {
  return scriptable.has(contentType) || scriptable.has(contentType.split(';', 1)[0] ?? '');
}
