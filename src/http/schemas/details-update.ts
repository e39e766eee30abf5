import { Type } from 'typebox';
import { say } from './messages.ts';
import { shownAs } from './shown-as.ts';

const tagsSentence =
  "Your request contains invalid value for tags. Please provide an array of strings. Example - ['t-shirt','summer-sale'].";
const publishSentence = 'Your request contains invalid value for publish parameter.';
const removeAITagsSentence = 'Your request contains invalid value for removeAITags parameter.';

/** Body of `PATCH /v1/files/{fileId}/details` (spec library-api §3.3). Unknown properties are ignored. */
export const DetailsUpdateBody = Type.Object({
  tags: Type.Optional(
    Type.Union([Type.Array(Type.String(say(tagsSentence)), say(tagsSentence)), Type.Null()], {
      description: 'Replaces the tags; null or [] removes all.',
      ...say(tagsSentence),
    }),
  ),
  customCoordinates: Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      description: 'Focus area `x,y,width,height`; null unsets.',
      ...say('Your request contains invalid value for customCoordinates parameter.'),
    }),
  ),
  description: Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      description: 'Free text; empty or null clears.',
      ...say('Your request contains invalid value for description parameter.'),
    }),
  ),
  removeAITags: Type.Optional(
    Type.Union([Type.Array(Type.String()), Type.Literal('all')], {
      description: 'Names of AI tags to remove, or `all`.',
      ...say(removeAITagsSentence),
    }),
  ),
  publish: Type.Optional(
    Type.Object(
      {
        isPublished: Type.Boolean(say(publishSentence)),
        includeFileVersions: Type.Optional(Type.Boolean(say(publishSentence))),
      },
      { description: 'Publication state; must stand alone.', ...say(publishSentence) },
    ),
  ),
  customMetadata: Type.Optional(
    Type.Unknown({
      description: 'Values by field name, merged key by key; null unsets.',
      ...shownAs(Type.Record(Type.String(), Type.Unknown())),
    }),
  ),
  extensions: Type.Optional(Type.Unknown({ description: 'Not supported yet, unless null.' })),
  webhookUrl: Type.Optional(Type.Unknown({ description: 'Not supported yet, unless null.' })),
});
