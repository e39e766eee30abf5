import { type Static, Type } from 'typebox';
import { moment } from './file.ts';
import { idParams } from './id-params.ts';
import { say, sayRequired } from './messages.ts';
import { samples } from './samples.ts';

const nameDescription = 'Letters, digits and `_`; case-sensitive; unique.';
const textDescription = 'A transformation, as it would stand in a URL.';

const nameRules = { minLength: 1, maxLength: 255, pattern: '^[A-Za-z0-9_]*$' };
const nameSentences = {
  pattern: 'name can contain only alphanumeric characters or underscore',
  maxLength: 'name cannot be longer than 255 characters',
};
/** As long as a URL may be. */
const textRules = { minLength: 1, maxLength: 8192 };
const textSentences = { maxLength: 'transformation cannot be longer than 8192 characters' };

const enabled = Type.Optional(
  Type.Boolean({
    description: 'When false, URLs that use it are refused.',
    ...say('enabled must be a boolean'),
  }),
);

/** Body of `POST /v1/named-transformations` (spec library-api §11). */
export const NamedTransformationBody = Type.Object({
  name: Type.String({
    description: nameDescription,
    ...nameRules,
    ...sayRequired('name is required and must be a string', nameSentences),
  }),
  transformation: Type.String({
    description: textDescription,
    ...textRules,
    ...sayRequired('transformation is required and must be a string', textSentences),
  }),
  enabled,
});
export type NamedTransformationBody = Static<typeof NamedTransformationBody>;

/** Body of `PATCH /v1/named-transformations/{id}`: only what is sent changes. */
export const NamedTransformationUpdate = Type.Object({
  name: Type.Optional(
    Type.String({
      description: nameDescription,
      ...nameRules,
      ...say({ ...nameSentences, _: 'name must be a string' }),
    }),
  ),
  transformation: Type.Optional(
    Type.String({
      description: textDescription,
      ...textRules,
      ...say({ ...textSentences, _: 'transformation must be a string' }),
    }),
  ),
  enabled,
});

export const NamedTransformationParams = idParams('a named transformation', samples.namedTransformationId);

export const NamedTransformationObject = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: 'What stands in URLs: `tr:n-NAME`.' }),
    transformation: Type.String({ description: 'What the name stands for.' }),
    enabled: Type.Boolean({ description: 'When false, URLs that use it are refused.' }),
    createdAt: moment('When it was made.'),
  },
  {
    title: 'NamedTransformation',
    description: 'A named transformation.',
    examples: [
      {
        id: samples.namedTransformationId,
        name: 'small_thumbnail',
        transformation: 'w-150,h-150',
        enabled: true,
        createdAt: '2026-02-01T08:00:00.000Z',
      },
    ],
  },
);
export type NamedTransformationObject = Static<typeof NamedTransformationObject>;
