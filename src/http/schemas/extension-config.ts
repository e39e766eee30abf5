import { type TProperties, Type } from 'typebox';

function exactly<Properties extends TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false });
}

const texts = Type.Optional(Type.Array(Type.String()));
const instruction = Type.String({ minLength: 1, maxLength: 2000 });
const selections = {
  instruction,
  min_selections: Type.Optional(Type.Integer({ minimum: 0 })),
  max_selections: Type.Optional(Type.Integer({ minimum: 1 })),
};
const wordsRange = { minItems: 1, maxItems: 30 };
const field = Type.String({ minLength: 1 });
const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

const actions = Type.Optional(
  exactly({
    add_tags: texts,
    remove_tags: texts,
    set_metadata: Type.Optional(
      Type.Array(exactly({ field, value: Type.Union([scalar, Type.Array(scalar)]) })),
    ),
    unset_metadata: Type.Optional(Type.Array(exactly({ field }))),
  }),
);

const task = Type.Union([
  exactly({
    type: Type.Literal('select_tags'),
    ...selections,
    vocabulary: Type.Optional(Type.Array(Type.String({ minLength: 1 }), wordsRange)),
  }),
  exactly({
    type: Type.Literal('select_metadata'),
    ...selections,
    field,
    vocabulary: Type.Optional(Type.Array(scalar, wordsRange)),
  }),
  exactly({
    type: Type.Literal('yes_no'),
    instruction,
    on_yes: actions,
    on_no: actions,
    on_unknown: actions,
  }),
]);

const tagging = {
  minConfidence: Type.Integer({ minimum: 0, maximum: 100 }),
  maxTags: Type.Integer({ minimum: 0, maximum: 30 }),
};

/** One base extension; a saved one cannot hold another (spec library-api §10). */
export const extensionConfigs = [
  exactly({
    name: Type.Literal('remove-bg'),
    options: Type.Optional(
      exactly({
        add_shadow: Type.Optional(Type.Boolean()),
        semitransparency: Type.Optional(Type.Boolean()),
        bg_color: Type.Optional(Type.String()),
        bg_image_url: Type.Optional(Type.String()),
      }),
    ),
  }),
  exactly({ name: Type.Literal('google-auto-tagging'), ...tagging }),
  exactly({ name: Type.Literal('aws-auto-tagging'), ...tagging }),
  exactly({ name: Type.Literal('ai-auto-description') }),
  exactly({ name: Type.Literal('ai-tasks'), tasks: Type.Array(task, { minItems: 1, maxItems: 10 }) }),
] as const;
