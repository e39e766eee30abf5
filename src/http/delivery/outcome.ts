import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Body, Delivered, Tier } from '../../delivery/delivered.ts';
import { MediaError } from '../../domain/errors.ts';
import type { DeliveryUrl } from '../../transform/delivery-url.ts';
import type { CountedDelivery } from '../../usage/count-deliveries.ts';
import { readCountry } from './visitor.ts';

/** What became of a request, noted on its way: the usage is counted when it is over. */
export interface Outcome {
  url?: DeliveryUrl;
  delivered?: Delivered;
  body?: Body;
  error?: unknown;
  /** Of the body, as far as they were handed over. */
  bytes: number;
  /** By `performance.now()`. */
  readonly startedAt: number;
}

export interface DescribedDelivery extends CountedDelivery {
  /** Absent when no body was opened. */
  readonly tier: Tier | undefined;
  readonly seconds: number;
}

/** As nginx says it: the client has gone before there was an answer. */
const clientGone = 499;

/** Called when the response is closed, sent or not. */
export function describeDelivery(
  request: IncomingMessage,
  response: ServerResponse,
  { url, delivered, body, error, bytes, startedAt }: Outcome,
  countryHeader: string | undefined,
): DescribedDelivery {
  const status = response.headersSent ? response.statusCode : clientGone;
  const isError = status >= 400;
  return {
    status,
    // What still waits in this process when the connection breaks was not sent.
    bytes: Math.max(0, bytes - response.writableLength),
    outcome: isError ? 'error' : body?.isNew === true ? 'miss' : 'hit',
    path: url?.path,
    endpoint: url?.endpoint ?? '',
    transformation: url?.transformation ?? '',
    tier: body?.tier,
    seconds: (performance.now() - startedAt) / 1000,
    kind: delivered?.file.current.facts.kind,
    contentType: status === 304 ? undefined : mediaTypeOf(body?.contentType),
    reason: isError && error !== undefined ? reasonOf(error) : undefined,
    userAgent: request.headers['user-agent'],
    referrer: request.headers.referer,
    country: countryHeader === undefined ? undefined : readCountry(request.headers[countryHeader]),
  };
}

/** Without its parameters: texts are one format, whatever their charset. */
function mediaTypeOf(contentType: string | undefined): string | undefined {
  const end = contentType?.indexOf(';') ?? -1;
  return end === -1 ? contentType : contentType?.slice(0, end);
}

/** Sentences for people, by the code before the dash of `ik-error`: a few, whatever the URLs say. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'Asset not found at origin',
  EINVALID: 'Invalid URL or transformation',
  EUNSUPPORTED: 'Unsupported transformation',
  ELIMIT: 'Limit exceeded',
  EINVALIDIMAGE: 'Asset cannot be decoded',
  ESIGNATURE: 'Signature missing, invalid or expired',
  EACCES: 'Origin refused access',
  EFORBIDDEN: 'Refused by an access rule',
  ECONNREFUSED: 'Origin refused the connection',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof MediaError)) return 'Internal error';
  if (error.code === 'busy') return 'Server at capacity';
  const [code = ''] = (error.reason ?? '').split(' ', 1);
  return reasons[code] ?? 'Unidentified';
}
