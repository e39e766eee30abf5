import { Type } from 'typebox';
import { say } from './messages.ts';
import { samples } from './samples.ts';

/** Query of `GET /v1/metadata` (spec library-api §8.1). */
export const MetadataQuery = Type.Object(
  {
    url: Type.String({
      description: 'A delivery URL of this account, with or without a transformation.',
      examples: [samples.fileUrl],
    }),
  },
  // Sic: the spelling of the hosted service.
  say({ required: 'Your request is missing the url query paramater' }),
);
