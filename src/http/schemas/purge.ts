import { Type } from 'typebox';
import { idParams } from './id-params.ts';
import { say } from './messages.ts';
import { samples } from './samples.ts';

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

export const PurgeParams = idParams('a purge request', samples.purgeRequestId);

export const PurgeRequest = Type.Object(
  { requestId: Type.String({ description: 'Its status can be asked for.' }) },
  {
    title: 'PurgeRequest',
    description: 'The purge is requested, and goes on by itself.',
    examples: [{ requestId: samples.purgeRequestId }],
  },
);

export const PurgeStatus = Type.Object(
  { status: Type.Enum(['Pending', 'Completed'], { description: 'What has become of it.' }) },
  {
    title: 'PurgeStatus',
    description: 'How far the purge is.',
    examples: [{ status: 'Completed' }],
  },
);
