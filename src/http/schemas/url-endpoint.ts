import { type Static, Type } from 'typebox';
import { idParams } from './id-params.ts';
import { say, sayRequired } from './messages.ts';
import { samples } from './samples.ts';

const strict = { additionalProperties: false };

const UrlRewriter = Type.Union(
  [
    Type.Object(
      { type: Type.Literal('CLOUDINARY'), preserveAssetDeliveryTypes: Type.Optional(Type.Boolean()) },
      strict,
    ),
    Type.Object({ type: Type.Literal('IMGIX') }, strict),
    Type.Object({ type: Type.Literal('AKAMAI') }, strict),
  ],
  {
    description: 'In whose language the URLs below the prefix are written.',
    ...say('Invalid urlRewriter. Its type must be one of CLOUDINARY, IMGIX, AKAMAI.'),
  },
);

/** Body of `POST` and `PUT` of `/v1/accounts/url-endpoints` (spec library-api §13.2). */
export const UrlEndpointBody = Type.Object(
  {
    description: Type.String({
      description: 'For people.',
      minLength: 1,
      maxLength: 1000,
      ...sayRequired('description is required', {
        type: 'description must be a string',
        maxLength: 'description cannot be longer than 1000 characters',
      }),
    }),
    urlPrefix: Type.Optional(
      Type.String({
        description: 'First path segment of its URLs: letters, digits and hyphens.',
        maxLength: 100,
        pattern: '^[A-Za-z0-9-]*$',
        ...say({
          _: 'urlPrefix must be a string',
          maxLength: 'urlPrefix cannot be longer than 100 characters',
          pattern: 'urlPrefix can contain only letters, digits and hyphens',
        }),
      }),
    ),
    origins: Type.Optional(
      Type.Array(Type.String(say('origins must be an array of strings')), {
        description: 'Ids of origins, in the order they are tried.',
        maxItems: 10,
        ...say({
          _: 'origins must be an array of strings',
          maxItems: 'origins cannot have more than 10 items',
        }),
      }),
    ),
    urlRewriter: Type.Optional(UrlRewriter),
  },
  { ...strict, ...say({ additionalProperties: '$property is not allowed' }) },
);
export type UrlEndpointBody = Static<typeof UrlEndpointBody>;

export const UrlEndpointParams = idParams(
  'a URL-endpoint; `default` is the first one',
  samples.urlEndpointId,
);

export const UrlEndpointObject = Type.Object(
  {
    id: Type.String(),
    description: Type.String({ description: 'For people.' }),
    urlPrefix: Type.String({ description: 'First path segment of its URLs; empty for the default one.' }),
    origins: Type.ReadonlyType(Type.Array(Type.String()), {
      description: 'Ids of origins, in the order they are tried.',
    }),
    urlRewriter: Type.Optional(UrlRewriter),
  },
  {
    title: 'UrlEndpoint',
    description: 'A URL-endpoint.',
    examples: [{ id: samples.urlEndpointId, description: 'The shop', urlPrefix: 'shop', origins: [] }],
  },
);
export type UrlEndpointObject = Static<typeof UrlEndpointObject>;
