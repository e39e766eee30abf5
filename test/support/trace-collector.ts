import { vi } from 'vitest';
import { type LoopbackOrigin, serveOrigin } from './loopback-origin.ts';

/** As a collector of OpenTelemetry sees it: one span of OTLP/JSON. */
export interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly milliseconds: number;
  readonly failed: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface TraceCollector extends Pick<LoopbackOrigin, 'url' | 'close'> {
  readonly spans: readonly Span[];
  /** Everything that it was sent, as text. */
  readonly sent: string;
  /** Of the first request that it was sent. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly services: ReadonlySet<unknown>;
  /** Waits for a span, whose trace is then whole: what is above is sent last. */
  waitFor(isMeant: (span: Span) => boolean): Promise<Span>;
  /** The names below a span, in the order they began. */
  treeOf(span: Span): Tree;
}

/** A name, and what is below it. */
export type Tree = readonly (string | Tree)[];

interface OtlpSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number };
  readonly attributes: readonly OtlpAttribute[];
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

interface OtlpValue {
  readonly arrayValue?: { readonly values: readonly OtlpValue[] };
  readonly [kind: string]: unknown;
}

interface OtlpRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

/** A collector on this machine that reads what it is sent. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const spans: (Span & { readonly begunAt: bigint })[] = [];
  const services = new Set<unknown>();
  let sent = '';
  let headers: Readonly<Record<string, unknown>> = {};
  const { url, close } = await serveOrigin(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const text = Buffer.concat(pieces).toString();
    if (request.url === '/v1/traces') read(text);
    if (sent === '') headers = request.headers;
    sent += text;
    response.setHeader('content-type', 'application/json').end('{}');
  });

  function read(text: string): void {
    for (const { resource, scopeSpans } of (JSON.parse(text) as OtlpRequest).resourceSpans) {
      services.add(attributesOf(resource.attributes)['service.name']);
      for (const scope of scopeSpans) spans.push(...scope.spans.map(spanOf));
    }
  }

  function treeOf({ spanId, name }: Span): Tree {
    const below = spans.filter(({ parentSpanId }) => parentSpanId === spanId);
    below.sort((a, b) => Number(a.begunAt - b.begunAt));
    return [name, ...below.map(treeOf)];
  }

  return {
    url,
    close,
    spans,
    services,
    get sent() {
      return sent;
    },
    get headers() {
      return headers;
    },
    treeOf,
    waitFor: (isMeant) =>
      vi.waitUntil(() => spans.find(isMeant), { timeout: 20_000, interval: 50 }) as Promise<Span>,
  };
}

function spanOf(span: OtlpSpan) {
  const { name, traceId, spanId, parentSpanId, status, attributes } = span;
  const [begunAt, endedAt] = [BigInt(span.startTimeUnixNano), BigInt(span.endTimeUnixNano)];
  return {
    name,
    traceId,
    spanId,
    parentSpanId: parentSpanId || undefined,
    begunAt,
    milliseconds: Number(endedAt - begunAt) / 1e6,
    failed: status.code === 2,
    attributes: attributesOf(attributes),
  };
}

function attributesOf(attributes: readonly OtlpAttribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, readValue(value)]));
}

function readValue(value: OtlpValue): unknown {
  return value.arrayValue === undefined ? Object.values(value)[0] : value.arrayValue.values.map(readValue);
}
