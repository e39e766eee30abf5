import type { FastifyReply, FastifyRequest } from 'fastify';

const exposed =
  'x-ik-requestId, x-request-id, X-RateLimit-Limit, X-RateLimit-Reset, X-RateLimit-Interval, Retry-After, ETag';
const preflightSeconds = '86400';

/** On every answer, errors included: a browser shows no answer without it (spec auth-errors-limits §8). */
export function allowAnyOrigin(reply: FastifyReply): void {
  reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', exposed);
}

export function answerPreflight(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const asked = request.headers['access-control-request-headers'];
  return reply
    .code(204)
    .header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE, OPTIONS')
    .header('access-control-allow-headers', asked || 'Content-Type, Authorization, X-Requested-With')
    .header('access-control-max-age', preflightSeconds)
    .send();
}
