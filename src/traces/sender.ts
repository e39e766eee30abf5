import { setTimeout } from 'node:timers/promises';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, type SpanExporter, type SpanProcessor } from '@opentelemetry/sdk-trace';

export interface SenderOptions {
  /** Of the collector: OTLP/JSON is sent to `/v1/traces` below it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The collector has stopped taking what it is sent. Told once, until it takes something again. */
  readonly onFailure: (error: unknown) => void;
}

export interface Sender {
  readonly processor: SpanProcessor;
  close(): Promise<void>;
}

const batch = { maxQueueSize: 4096, maxExportBatchSize: 512, scheduledDelayMillis: 1000 };
const sendMilliseconds = 10_000;
const closeMilliseconds = 2000;

/** In the background, in batches; what a collector that is away does not take is dropped when the line is full. */
export function createSender({ url, headers, onFailure }: SenderOptions): Sender {
  const exporter = new OTLPTraceExporter({
    url: `${url}/v1/traces`,
    headers: { ...headers },
    timeoutMillis: sendMilliseconds,
    concurrencyLimit: 4,
  });
  const processor = new BatchSpanProcessor({ ...batch, exporter: tellFailures(exporter, onFailure) });
  return {
    processor,
    async close() {
      const given = new AbortController();
      // A collector that is away must not hold up whoever waits for this server to end.
      await Promise.race([
        processor.shutdown().catch(onFailure),
        setTimeout(closeMilliseconds, undefined, { signal: given.signal }).catch(() => {}),
      ]);
      given.abort();
    },
  };
}

function tellFailures(exporter: SpanExporter, onFailure: (error: unknown) => void): SpanExporter {
  let isFailing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const { error } = result;
        if (error !== undefined && !isFailing) onFailure(error);
        isFailing = error !== undefined;
        done(result);
      }),
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
