import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Deliver } from '../../delivery/deliver.ts';
import { invalid, MediaError, notFound } from '../../domain/errors.ts';
import type { DeliveryUrl } from '../../transform/delivery-url.ts';
import { parseDeliveryUrl } from '../../transform/parse-url.ts';
import type { Accepts } from '../../transform/planning.ts';
import type { CountedDelivery } from '../../usage/count-deliveries.ts';
import { abortOnDisconnect } from '../abort-on-disconnect.ts';
import type { Log } from '../app.ts';
import { beginHead, type Head } from './head.ts';
import { describeDelivery, type Outcome } from './outcome.ts';
import { sendDeliveryError } from './send-delivery-error.ts';
import { sendRendition } from './send-rendition.ts';
import { sendWaitingPage } from './send-waiting-page.ts';

export interface DeliverRequestParts {
  readonly deliver: Deliver;
  /** First path segment of delivery URLs. */
  readonly id: string;
  readonly log: Log;
  /** Told of every answer when it is over. */
  readonly count: (delivery: CountedDelivery) => void;
  /** A header that the proxy in front writes, in lower case; absent: nobody knows where a request comes from. */
  readonly countryHeader?: string;
}

const maxUrlBytes = 8192;
const allowedMethods = 'GET, HEAD, OPTIONS';

/** `GET /demo/tr:w-300/cats/tom.jpg`: every request below the delivery prefix. */
export function createDeliverRequest(parts: DeliverRequestParts): RequestListener {
  const { deliver, id, log } = parts;
  return async (request, response) => {
    const requestId = randomUUID();
    const head = beginHead(requestId);
    const outcome: Outcome = { bytes: 0 };
    response.on('close', () =>
      parts.count(describeDelivery(request, response, outcome, parts.countryHeader)),
    );
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        answerOtherMethod(request, response, head);
      } else {
        const url = readUrl(request.url ?? '', id);
        outcome.url = url;
        const signal = once(() => abortOnDisconnect(response));
        const delivered = await deliver({ url, accepts: readAccepts(request.headers.accept), signal });
        const exchange = { request, response, head, url, signal, outcome };
        if ('isBeingMade' in delivered) sendWaitingPage(exchange);
        else await sendRendition(exchange, delivered);
      }
    } catch (error) {
      if (!(error instanceof MediaError || response.destroyed)) {
        log.error({ requestId, err: error }, 'delivery failed');
      }
      sendDeliveryError({ request, response, head, outcome }, error);
    }
    if (log.isLevelEnabled('debug')) {
      const { method, url } = request;
      log.debug({ requestId, method, url, status: response.statusCode }, 'delivery');
    }
  };
}

function answerOtherMethod(request: IncomingMessage, response: ServerResponse, head: Head): void {
  if (request.method === 'OPTIONS') {
    head.push('access-control-allow-methods', allowedMethods, 'access-control-allow-headers', '*');
    head.push('access-control-max-age', '86400');
    response.writeHead(204, head).end();
  } else {
    response.writeHead(405, [...head, 'allow', allowedMethods, 'content-length', 0]).end();
  }
}

function readUrl(target: string, id: string): DeliveryUrl {
  if (target.length > maxUrlBytes) throw invalid('Bad Request', { reason: 'ELIMIT - The URL is too long' });
  const url = parseDeliveryUrl(target, { id });
  if (url === undefined) throw notFound('Not Found', { reason: 'ENOENT - No such endpoint' });
  return url;
}

/** Literal media types only: a wildcard is no promise to understand WebP (spec delivery §7.2). */
function readAccepts(accept: string | undefined): Accepts {
  return { webp: accept?.includes('image/webp') ?? false, avif: accept?.includes('image/avif') ?? false };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
