import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Deliver } from '../../delivery/deliver.ts';
import { MediaError } from '../../domain/errors.ts';
import { parseDeliveryUrl } from '../../transform/parse-url.ts';
import type { Accepts } from '../../transform/planning.ts';
import { abortOnDisconnect } from '../abort-on-disconnect.ts';
import type { Log } from '../app.ts';
import { sendDeliveryError } from './send-delivery-error.ts';
import { sendRendition } from './send-rendition.ts';

export interface DeliverRequestParts {
  readonly deliver: Deliver;
  /** First path segment of delivery URLs. */
  readonly id: string;
  readonly log: Log;
}

const maxUrlBytes = 8192;
const allowedMethods = 'GET, HEAD, OPTIONS';

/** `GET /demo/tr:w-300/cats/tom.jpg`: every request below the delivery prefix. */
export function createDeliverRequest({ deliver, id, log }: DeliverRequestParts): RequestListener {
  return async (request, response) => {
    const requestId = randomUUID();
    setCommonHeaders(response, requestId);
    try {
      if (answeredByMethod(request, response)) return;
      const url = readUrl(request.url ?? '', id);
      const signal = once(() => abortOnDisconnect(response));
      const delivered = await deliver({ url, accepts: readAccepts(request.headers.accept), signal });
      await sendRendition(request, response, delivered, { url, signal });
    } catch (error) {
      if (!(error instanceof MediaError) && !response.destroyed)
        log.error({ requestId, err: error }, 'delivery failed');
      sendDeliveryError(request, response, error);
    }
    if (log.isLevelEnabled('debug')) {
      log.debug(
        { requestId, method: request.method, url: request.url, status: response.statusCode },
        'delivery',
      );
    }
  };
}

function setCommonHeaders(response: ServerResponse, requestId: string): void {
  response.setHeader('x-request-id', requestId);
  response.setHeader('x-ik-requestid', requestId);
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader(
    'access-control-expose-headers',
    'Content-DPR, ik-error, is-intermediate-response, Content-Length, ETag',
  );
  response.setHeader('timing-allow-origin', '*');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-server', 'Calotype');
}

function answeredByMethod(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  if (request.method === 'OPTIONS') {
    response.writeHead(204, {
      'access-control-allow-methods': allowedMethods,
      'access-control-allow-headers': '*',
      'access-control-max-age': '86400',
    });
  } else {
    response.writeHead(405, { allow: allowedMethods });
  }
  response.end();
  return true;
}

function readUrl(target: string, id: string) {
  if (target.length > maxUrlBytes)
    throw new MediaError('invalid', 'Bad Request', { reason: 'ELIMIT - The URL is too long' });
  const url = parseDeliveryUrl(target, { id });
  if (url === undefined)
    throw new MediaError('not_found', 'Not Found', { reason: 'ENOENT - No such endpoint' });
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
