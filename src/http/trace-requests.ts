import type { IncomingMessage, RequestListener } from 'node:http';
import type { Step, StepAttributes, Tracer } from '../domain/tracer.ts';
import type { DescribedDelivery } from './delivery/outcome.ts';
import { createIsTrusted } from './delivery/visitor.ts';
import type { ApiCall } from './every-request.ts';
import { shownPath, shownTransformation } from './shown-in-traces.ts';

export interface TraceRequestOptions {
  readonly tracer: Tracer;
  /** Ranges (CIDR) of the proxies in front, which decide what is recorded. */
  readonly trustedProxies: readonly string[];
}

/** Each request is a step that everything done for it is part of; what has become of it is told when it is known. */
export interface TracedRequests {
  listen(listener: RequestListener): RequestListener;
  tellDelivery(request: IncomingMessage, delivery: DescribedDelivery): void;
  tellCall(request: IncomingMessage, call: ApiCall): void;
}

/** Asked every few seconds by machines that watch, and never worth a trace. */
const watched = /^\/(healthz|readyz|metrics)(?=[/?]|$)/;

export function createTracedRequests({ tracer, trustedProxies }: TraceRequestOptions): TracedRequests {
  const isTrusted = createIsTrusted(trustedProxies);
  const steps = new WeakMap<IncomingMessage, Step>();

  function begin(request: IncomingMessage): Step {
    const { method = '', headers, socket } = request;
    const { traceparent, tracestate } = headers;
    return tracer.begin({
      name: method,
      role: 'answers',
      asker: {
        traceparent: typeof traceparent === 'string' ? traceparent : undefined,
        tracestate: typeof tracestate === 'string' ? tracestate : undefined,
        isTrusted: isTrusted(socket.remoteAddress ?? ''),
      },
      attributes: { 'http.request.method': method },
    });
  }

  return {
    listen: (listener) => (request, response) => {
      if (watched.test(request.url ?? '')) return listener(request, response);
      const step = begin(request);
      steps.set(request, step);
      step.run(() => listener(request, response));
      // Behind the listener's own, so that what is counted at the end is told before it.
      response.once('close', () => step.end());
    },
    tellDelivery: (request, delivery) => steps.get(request)?.tell(attributesOf(delivery)),
    tellCall: (request, { operation, status }) =>
      steps.get(request)?.tell({ 'calotype.operation': operation, 'http.response.status_code': status }),
  };
}

function attributesOf(delivery: DescribedDelivery): StepAttributes {
  return {
    'calotype.operation': 'deliver',
    'http.response.status_code': delivery.status,
    'url.path': delivery.path && shownPath(delivery.path),
    'calotype.endpoint': delivery.endpoint,
    'calotype.transformation': shownTransformation(delivery.transformation),
    'calotype.outcome': delivery.outcome,
    'calotype.tier': delivery.tier,
    'calotype.kind': delivery.kind,
    'calotype.content_type': delivery.contentType,
    'calotype.bytes': delivery.bytes,
    'calotype.reason': delivery.reason,
  };
}
