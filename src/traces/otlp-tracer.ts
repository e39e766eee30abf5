import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Attributes,
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Asker, Step, StepAttributes, StepDescription, Tracer } from '../domain/tracer.ts';
import { kindOfError } from './kind-of-error.ts';
import { createSender, type SenderOptions } from './sender.ts';
import { takeOver } from './take-over.ts';

export interface OtlpTracerOptions extends SenderOptions {
  /** Name of the service. */
  readonly service: string;
  readonly version: string;
  /** Of the requests that nobody else has decided about; 0 to 1. */
  readonly ratio: number;
}

/** Longer ones are cut: the collector pays for each byte. */
const maxAttributeLength = 512;

const kinds = { answers: SpanKind.SERVER, asks: SpanKind.CLIENT } as const;

const propagator = new W3CTraceContextPropagator();

/** Spans of OpenTelemetry, sent as OTLP. Nothing of it is global: each server of a process has its own. */
export function createOtlpTracer(options: OtlpTracerOptions): Tracer {
  const { service, version, ratio } = options;
  const sender = createSender(options);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanLimits: { attributeValueLengthLimit: maxAttributeLength },
    spanProcessors: [sender.processor],
  });
  const spans = provider.getTracer('calotype', version);
  const current = new AsyncLocalStorage<Context>();

  function parentOf(asker: Asker | undefined): Context {
    if (asker === undefined) return current.getStore() ?? ROOT_CONTEXT;
    return takeOver(propagator.extract(ROOT_CONTEXT, asker, defaultTextMapGetter), asker, ratio);
  }

  return {
    begin({ name, role, asker, begunAt, attributes }: StepDescription) {
      const parent = parentOf(asker);
      const span = spans.startSpan(
        name,
        {
          kind: role === undefined ? SpanKind.INTERNAL : kinds[role],
          attributes: known(attributes),
          ...(begunAt !== undefined && { startTime: wallClock(begunAt) }),
        },
        parent,
      );
      return stepOf(span, (work) => current.run(trace.setSpan(parent, span), work));
    },

    headers() {
      const headers: Record<string, string> = {};
      propagator.inject(current.getStore() ?? ROOT_CONTEXT, headers, defaultTextMapSetter);
      return headers;
    },

    close: sender.close,
  };
}

function stepOf(span: Span, run: Step['run']): Step {
  return {
    run,
    tell: (attributes) => void span.setAttributes(known(attributes)),
    end({ error, at } = {}) {
      if (error !== undefined) {
        span.setAttribute('error.type', kindOfError(error));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end(at === undefined ? undefined : wallClock(at));
    },
  };
}

function wallClock(at: number): number {
  return performance.timeOrigin + at;
}

function known(attributes: StepAttributes = {}): Attributes {
  const present = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'object' ? [...value] : value] as const],
  );
  return Object.fromEntries(present);
}
