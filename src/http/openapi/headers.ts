const integer = { type: 'integer' };

/** Headers of answers, by their names. */
export const headers = {
  'x-ik-requestId': {
    description: 'Names this request in the logs of the server; the same as `x-request-id`.',
    schema: { type: 'string', format: 'uuid' },
  },
  'X-RateLimit-Limit': { description: 'Most requests at once.', schema: integer },
  'X-RateLimit-Reset': { description: 'Milliseconds until the next one is answered.', schema: integer },
  'X-RateLimit-Interval': { description: 'Milliseconds that the limit is counted over.', schema: integer },
  'Retry-After': { description: 'Seconds to wait.', schema: integer },
  'Retry-After-Ms': { description: 'The same in milliseconds.', schema: integer },
};
