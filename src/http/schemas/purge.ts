import { Type } from 'typebox';
import { say } from './messages.ts';

const missing = 'Your request is missing URL parameter.';

/** Body of `POST /v1/files/purge` (spec library-api §9.1). What a URL may be is the use case's to say. */
export const PurgeBody = Type.Object(
  {
    url: Type.String({
      minLength: 1,
      maxLength: 8192,
      description: 'A whole delivery URL, or the beginning of some with a `*` at its end.',
      ...say({ minLength: missing, _: 'The URL is not valid for cache purging.' }),
    }),
  },
  say(missing),
);
