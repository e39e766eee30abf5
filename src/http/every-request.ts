import type { IncomingMessage } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { invalid, MediaError, notFound } from '../domain/errors.ts';
import type { App } from './app.ts';
import { allowAnyOrigin, answerPreflight } from './cors.ts';
import { makeErrorBody, retryAfterOf, statusOfError } from './errors.ts';

export interface EveryRequestParts {
  readonly help: string;
  /** Let pages of other sites call the management API; uploads always may. */
  readonly corsApi: boolean;
  /** Told of every answer of the API when it is over. */
  readonly countCall: (call: ApiCall, request: IncomingMessage) => void;
}

export interface ApiCall {
  /** `none` where there is no such route, or it is none of the API's. */
  readonly operation: string;
  readonly status: number;
  readonly seconds: number;
}

/** Request id, browsers of other sites, log and errors in ImageKit's form: for every route, and where there is none. */
export function answerEveryRequest(app: App, { help, corsApi, countCall }: EveryRequestParts): void {
  app.addHook('onRequest', async (request, reply) => {
    identify(request, reply);
    if (!corsApi && !isUpload(request.url)) return;
    allowAnyOrigin(reply);
    if (request.method === 'OPTIONS') return answerPreflight(request, reply);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, url, id } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    const seconds = reply.elapsedTime / 1000;
    countCall({ operation: operationOf(request), status: reply.statusCode, seconds }, request.raw);
    app.log.info({ requestId: id, method, url, status: reply.statusCode, milliseconds }, 'request');
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => answerError(error, request, reply, help));
  app.setNotFoundHandler(() => {
    throw notFound('The requested resource does not exist.');
  });
}

/** A target that no route can read, such as a broken percent-encoding: Fastify runs no hook for it. */
export function answerUnreadableTarget(help: string): AnswerUnreadableTarget {
  return (error, request, reply) => {
    identify(request, reply);
    allowAnyOrigin(reply);
    return answerError(error, request, reply, help);
  };
}

type AnswerUnreadableTarget = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void;

function identify(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-ik-requestId', request.id).header('x-request-id', request.id);
}

function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  help: string,
): FastifyReply {
  const known = nameFrameworkError(error);
  const status = statusOfError(known);
  if (status >= 500) request.log.error({ requestId: request.id, err: error }, 'request failed');
  // The SDKs would repeat a conflict twice before they tell their caller (spec auth-errors-limits §6.2).
  if (status === 409) reply.header('x-should-retry', 'false');
  const retryAfter = retryAfterOf(known);
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  return reply.code(status).send(makeErrorBody(known, help));
}

function operationOf({ routeOptions }: FastifyRequest): string {
  const { operationId } = (routeOptions.schema ?? {}) as { readonly operationId?: string };
  return operationId ?? 'none';
}

function isUpload(url: string): boolean {
  return url.includes('/files/upload');
}

/** What Fastify itself refuses is the caller's doing as well: never a 5xx, always our body. */
function nameFrameworkError(error: FastifyError | MediaError): Error {
  if (error instanceof MediaError) return error;
  const status = error.statusCode ?? 500;
  if (status === 413) return new MediaError('too_large', 'Your request body is too large.');
  return status < 500 ? invalid(error.message) : error;
}
