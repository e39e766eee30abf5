import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Visitor } from '../../access/access-rules.ts';
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
  readonly visitor: Visitor;
  readonly signal: () => AbortSignal;
  /** Throws when this caller has had enough made. Absent: nobody has a limit. */
  readonly spendRender?: (() => void) | undefined;
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

/** Type, validators, caching, ranges, HEAD (spec delivery §14). What is in memory is sent at once, without a promise. */
export function sendRendition(exchange: Exchange, delivered: Delivered): Promise<void> | undefined {
  const { request, response, head, outcome } = exchange;
  outcome.delivered = delivered;
  // Answered before a byte is opened.
  if (isNotModified(request.headers, delivered)) {
    response.writeHead(304, [...head, ...validators(delivered)]).end();
    return undefined;
  }
  const opened = delivered.open(exchange.signal, exchange.spendRender);
  if (!(opened instanceof Promise)) return sendBody(exchange, delivered, opened);
  return opened.then((body) => sendBody(exchange, delivered, body));
}

function sendBody(exchange: Exchange, delivered: Delivered, body: Body): Promise<void> | undefined {
  const { request, response, head, outcome } = exchange;
  outcome.body = body;
  const range = rangeOf(request, delivered, body);
  if (range === 'unsatisfiable') {
    const outside = ['content-range', `bytes */${body.sizeBytes}`, 'cache-control', 'no-store'];
    response.writeHead(416, [...head, ...outside, 'content-length', 0]).end();
    return undefined;
  }
  const writeHead = () => {
    const timing = serverTiming(body, performance.now() - exchange.begunAt);
    const own = describeBody(exchange.url, delivered, body, range);
    response.writeHead(range === undefined ? 200 : 206, [...head, ...own, 'server-timing', timing]);
  };
  if (needsStream(request, body)) return sendStream(exchange, body.open(range), writeHead);
  const bytes = request.method === 'HEAD' ? undefined : cut(body.bytes, range);
  outcome.bytes = bytes?.length ?? 0;
  writeHead();
  response.end(bytes);
  return undefined;
}

async function sendStream(
  { response, outcome }: Exchange,
  opening: Promise<Readable>,
  writeHead: () => void,
): Promise<void> {
  // Before the head is written: a failure can still be told as one.
  const stream = await opening;
  writeHead();
  stream.on('data', (piece: Buffer) => {
    outcome.bytes += piece.length;
  });
  await pipeline(stream, response);
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

interface Written {
  readonly body: Pick<Body, 'contentType' | 'sizeBytes'>;
  readonly head: Head;
}

/** An answer that is given again is written once. */
const written = new WeakMap<Delivered, Written>();

function describeBody(
  url: DeliveryUrl,
  delivered: Delivered,
  body: Body,
  range: ByteRange | undefined,
): Head {
  if (range !== undefined || delivered.stillHolds === undefined)
    return writeHead(url, delivered, body, range);
  const { contentType, sizeBytes } = body;
  const known = written.get(delivered);
  if (known?.body.contentType === contentType && known.body.sizeBytes === sizeBytes) return known.head;
  const head = writeHead(url, delivered, body, undefined);
  written.set(delivered, { body: { contentType, sizeBytes }, head });
  return head;
}

function writeHead(
  { attachment }: DeliveryUrl,
  delivered: Delivered,
  { contentType, coding, sizeBytes }: Body,
  range: ByteRange | undefined,
): Head {
  const head: Head = [...validators(delivered), 'content-type', contentType, 'accept-ranges', 'bytes'];
  if (range !== undefined) {
    head.push('content-length', range.end - range.start + 1);
    head.push('content-range', `bytes ${range.start}-${range.end}/${sizeBytes}`);
  } else if (sizeBytes !== undefined) head.push('content-length', sizeBytes);
  if (coding !== undefined) head.push('content-encoding', coding);
  if (isScriptable(contentType)) head.push('content-security-policy', sandbox);
  if (attachment !== undefined) {
    const name = attachment.name ?? delivered.file.name;
    head.push('content-disposition', contentDisposition(name, contentType));
  }
  return head;
}

function isScriptable(contentType: string): boolean {
  return scriptable.has(contentType) || scriptable.has(contentType.split(';', 1)[0] ?? '');
}
