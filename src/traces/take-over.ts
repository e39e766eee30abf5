import { type Context, TraceFlags, trace } from '@opentelemetry/api';
import type { Asker } from '../domain/tracer.ts';

/**
 * The trace of whoever asks goes on here. Whether it is recorded is for proxies that are trusted to decide: anybody can write
 * these headers, and would else fill the collector, or choose an id that any fixed rule lets through.
 */
export function takeOver(asked: Context, { isTrusted }: Asker, ratio: number): Context {
  const remote = trace.getSpanContext(asked);
  if (remote === undefined || isTrusted || (remote.traceFlags & TraceFlags.SAMPLED) === 0) return asked;
  if (Math.random() < ratio) return asked;
  return trace.setSpanContext(asked, { ...remote, traceFlags: TraceFlags.NONE });
}
