import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Deliver } from '../../delivery/deliver.ts';
import type { Body, Delivered } from '../../delivery/delivered.ts';
import type { Explain } from '../../delivery/explain.ts';
import { createRememberedAnswers, type RememberedAnswers } from '../../delivery/remember-answers.ts';
import type { SpendRender } from '../../delivery/render-budget.ts';
import { MediaError, notFound } from '../../domain/errors.ts';
import type { DeliveryUrl } from '../../transform/delivery-url.ts';
import type { EndpointsByPrefix } from '../../transform/find-endpoint.ts';
import { parseDeliveryUrl } from '../../transform/parse-url.ts';
import { abortOnDisconnect } from '../abort-on-disconnect.ts';
import type { Log } from '../app.ts';
import { type Domains, findDomain } from '../domains.ts';
import { beginHead, type Head } from './head.ts';
import { type DescribedDelivery, describeDelivery, type Outcome } from './outcome.ts';
import { RequestClient } from './request-client.ts';
import { sendDeliveryError } from './send-delivery-error.ts';
import { sendExplanation } from './send-explanation.ts';
import { type Exchange, sendRendition } from './send-rendition.ts';
import { sendWaitingPage } from './send-waiting-page.ts';
import type { ReadVisitor } from './visitor.ts';

export interface DeliverRequestParts {
  readonly deliver: Deliver;
  readonly explain: Explain;
  readonly readVisitor: ReadVisitor;
  /** Absent: no address has a limit. */
  readonly spendRender?: SpendRender | undefined;
  /** First path segment of delivery URLs. */
  readonly id: string;
  readonly endpoints: () => EndpointsByPrefix;
  readonly domains: Domains;
  readonly maxUrlBytes: number;
  readonly log: Log;
  /** Told of every answer when it is over. */
  readonly count: (delivery: DescribedDelivery, request: IncomingMessage) => void;
  /** A header that the proxy in front writes, in lower case; absent: nobody knows where a request comes from. */
  readonly countryHeader?: string;
}

const allowedMethods = 'GET, HEAD, OPTIONS';

/** `GET /demo/tr:w-300/cats/tom.jpg`: every request below the delivery prefix. */
export function createDeliverRequest(parts: DeliverRequestParts): RequestListener {
  const { log } = parts;
  const answers = createRememberedAnswers();
  return async (request, response) => {
    const begunAt = performance.now();
    const requestId = randomUUID();
    const head = beginHead(requestId);
    const outcome: Outcome = { bytes: 0, startedAt: begunAt };
    response.on('close', () =>
      parts.count(describeDelivery(request, response, outcome, parts.countryHeader), request),
    );
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        answerOtherMethod(request, response, head);
      } else {
        const answering = answer({ request, response, head, outcome, begunAt }, answers, parts);
        if (answering !== undefined) await answering;
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

type Begun = Pick<Exchange, 'request' | 'response' | 'begunAt' | 'head' | 'outcome'>;

/** A hit waits for nothing, not even for a promise that is kept already. */
function answer(
  begun: Begun,
  answers: RememberedAnswers,
  parts: DeliverRequestParts,
): Promise<void> | undefined {
  const { request } = begun;
  const asked = tellApart(request, parts.domains);
  const endpoints = parts.endpoints();
  const known = answers.find(asked, endpoints);
  const exchange = readExchange(begun, known?.url ?? readUrl(request, endpoints, parts), parts);
  if (known !== undefined) return sendRendition(exchange, known.delivered);
  return decide(exchange, parts).then((delivered) => {
    if (delivered === undefined) return undefined;
    const sending = sendRendition(exchange, delivered);
    // What was made or fetched just now may never be asked for again.
    if (isAtHand(exchange.outcome.body)) answers.keep(asked, { url: exchange.url, endpoints, delivered });
    return sending;
  });
}

function isAtHand(body: Body | undefined): boolean {
  return body?.tier === 'memory' || body?.tier === 'stored';
}

/** What else an answer may vary on keeps it from being remembered. */
function tellApart({ url = '', headers: { accept = '', host } }: IncomingMessage, domains: Domains): string {
  return `${url} ${findDomain(host, domains) ?? ' '} ${accept}`;
}

function readExchange(
  { request, response, begunAt, head, outcome }: Begun,
  url: DeliveryUrl,
  { readVisitor, spendRender }: DeliverRequestParts,
): Exchange {
  outcome.url = url;
  const visitor = readVisitor(request);
  return {
    request,
    response,
    begunAt,
    head,
    outcome,
    url,
    visitor,
    signal: once(() => abortOnDisconnect(response)),
    spendRender: spendRender && (() => spendRender(visitor.address)),
  };
}

/** What to send; undefined when there is another answer, which is sent already. */
async function decide(exchange: Exchange, parts: DeliverRequestParts): Promise<Delivered | undefined> {
  const { request, url, visitor, signal, spendRender } = exchange;
  const asked = { url, client: new RequestClient(request.headers), visitor, signal };
  if (url.debug) {
    const { authorization } = request.headers;
    const explanation = await parts.explain({ ...asked, authorization, spendRender });
    if (explanation !== undefined) {
      sendExplanation(exchange, explanation);
      return undefined;
    }
  }
  const delivered = await parts.deliver(asked);
  if (!('isBeingMade' in delivered)) return delivered;
  sendWaitingPage(exchange);
  return undefined;
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

function readUrl(
  { url: target = '', headers }: IncomingMessage,
  endpoints: EndpointsByPrefix,
  { id, domains, maxUrlBytes }: DeliverRequestParts,
): DeliveryUrl {
  if (target.length > maxUrlBytes) throw tooLong(maxUrlBytes);
  const domain = findDomain(headers.host, domains);
  const places = { id, endpoints };
  const url = parseDeliveryUrl(target, domain === undefined ? places : { ...places, domain });
  if (url === undefined) throw notFound('Not Found', { reason: 'ENOENT - No such endpoint' });
  return url;
}

function tooLong(maxUrlBytes: number): MediaError {
  return new MediaError('url_too_long', 'URI Too Long', {
    reason: `ELIMIT - The URL has more than ${maxUrlBytes} bytes`,
  });
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
