import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { OriginAnswer, OriginCaching, OriginRequest, Validators } from '../domain/origin.ts';
import { boundedBody } from './bounded-body.ts';
import { accessRefused, explainOrigin } from './explain-origin.ts';
import { downloadFailed } from './failures.ts';
import { discard, type WebHeaders } from './fetch-following.ts';
import type { WebClient, WebRequest } from './web-client.ts';

export interface WebQuestion extends Omit<WebRequest, 'signal' | 'body'> {
  /** In which header, by a `true`, a file is said to be private. */
  readonly privateHeader: string;
}

/** One file asked of a server that speaks HTTP, whatever its dialect. */
export async function askWeb(
  client: WebClient,
  url: string,
  question: WebQuestion,
  request: OriginRequest,
): Promise<OriginAnswer> {
  const { signal, known } = request;
  const { headers, ownHeaders } = question;
  try {
    const response = await client.fetch(url, {
      signal,
      headers: { ...headers, ...conditions(known) },
      ...(ownHeaders && { ownHeaders }),
    });
    return answerOf(response, question, request);
  } catch (error) {
    throw explainOrigin(error);
  }
}

function conditions({ etag, lastModified }: Validators = {}): WebHeaders {
  return {
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
  };
}

function answerOf(
  response: Dispatcher.ResponseData,
  { privateHeader }: WebQuestion,
  request: OriginRequest,
): OriginAnswer {
  const { statusCode, headers } = response;
  if (statusCode === 200) return fileOf(response, privateHeader, request);
  discard(response);
  if (statusCode === 304) return { kind: 'unchanged', caching: cachingOf(headers) };
  if (statusCode === 404 || statusCode === 410) return { kind: 'missing' };
  if (statusCode === 401 || statusCode === 403) throw accessRefused();
  throw downloadFailed('BAD_STATUS');
}

function fileOf(
  response: Dispatcher.ResponseData,
  privateHeader: string,
  limits: OriginRequest,
): OriginAnswer {
  const { headers } = response;
  try {
    return {
      kind: 'file',
      body: boundedBody(response, limits),
      sizeBytes: sizeOf(headers),
      validators: validatorsOf(headers),
      isPrivate: text(headers[privateHeader])?.trim().toLowerCase() === 'true',
      caching: cachingOf(headers),
    };
  } catch (error) {
    discard(response);
    throw error;
  }
}

/** Of a packed body nobody knows the size before the end. */
function sizeOf(headers: IncomingHttpHeaders): number | undefined {
  const isPacked = (text(headers['content-encoding']) ?? 'identity') !== 'identity';
  const length = Number(headers['content-length'] ?? Number.NaN);
  return isPacked || Number.isNaN(length) ? undefined : length;
}

export function validatorsOf(headers: IncomingHttpHeaders): Validators {
  return { ...present('etag', headers.etag), ...present('lastModified', headers['last-modified']) };
}

export function cachingOf(headers: IncomingHttpHeaders): OriginCaching {
  return {
    ...present('cacheControl', headers['cache-control']),
    ...present('expires', headers.expires),
    ...present('age', headers.age),
  };
}

function present<Name extends string>(
  name: Name,
  value: string | string[] | undefined,
): { readonly [Key in Name]?: string } {
  const first = text(value);
  return (first === undefined ? {} : { [name]: first }) as { readonly [Key in Name]?: string };
}

function text(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
