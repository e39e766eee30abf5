import { type Static, Type } from 'typebox';
import { customFieldTypes } from '../../domain/custom-field.ts';
import { say } from './messages.ts';
import { samples } from './samples.ts';
import { shownAs } from './shown-as.ts';

const maxLabelCharacters = 255;
const maxHintCharacters = 500;

/** Something to read, not blanks alone. */
const legible = { pattern: '\\S', maxLength: maxLabelCharacters };

const label = Type.String({
  description: 'For people; unique among fields that are not deleted.',
  ...legible,
  ...say({
    pattern: 'label is required.',
    maxLength: `label can have at most ${maxLabelCharacters} characters.`,
  }),
});
const hint = Type.String({ description: 'A hint for people.', maxLength: maxHintCharacters });

const Option = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);
const Options = Type.ReadonlyType(Type.Array(Option));
const Limit = Type.Union([Type.Number(), Type.String()], {
  description: 'Of numbers a number, of dates an ISO 8601 text.',
});

const CustomFieldRules = Type.Object(
  {
    type: Type.Enum([...customFieldTypes], { description: 'Never changes.' }),
    isValueRequired: Type.Optional(
      Type.Boolean({ description: 'Uploads must bring a value; goes with a default.' }),
    ),
    defaultValue: Type.Optional(
      Type.Union([Option, Options], { description: 'For uploads that bring none; of a MultiSelect a list.' }),
    ),
    minLength: Type.Optional(Type.Integer({ description: 'Of texts.' })),
    maxLength: Type.Optional(Type.Integer({ description: 'Of texts.' })),
    minValue: Type.Optional(Limit),
    maxValue: Type.Optional(Limit),
    selectOptions: Type.Optional(
      Type.ReadonlyType(Type.Array(Option), { description: 'Of selects, which must have them.' }),
    ),
  },
  { title: 'CustomFieldSchema', description: 'Type of the values, and rules for them.' },
);

const schema = Type.Unknown({
  description: 'Type of the values, and rules for them.',
  ...shownAs(CustomFieldRules),
});

/** Body of `POST /v1/customMetadataFields` (spec library-api §7.2). What is in the schema, its own rules check. */
export const NewCustomFieldBody = Type.Object(
  {
    name: Type.String({
      description: 'The key in `customMetadata`; unique for ever.',
      ...legible,
      ...say({
        pattern: 'name is required.',
        maxLength: `name can have at most ${maxLabelCharacters} characters.`,
      }),
    }),
    label,
    description: Type.Optional(hint),
    schema,
  },
  say({ required: '$missing is required.', type: 'name is required.' }),
);

/** Body of `PATCH /v1/customMetadataFields/{id}`. */
export const CustomFieldChangeBody = Type.Object({
  name: Type.Optional(Type.Unknown({ description: 'Refused: a name never changes.' })),
  label: Type.Optional(label),
  description: Type.Optional(hint),
  schema: Type.Optional(schema),
});

export const CustomFieldParams = Type.Object({
  id: Type.String({
    description: 'Id of a custom metadata field, 24 hex digits.',
    examples: [samples.customFieldId],
  }),
});

export const CustomFieldListQuery = Type.Object({
  includeDeleted: Type.Optional(Type.Boolean({ description: 'Deleted fields as well.' })),
  folderPath: Type.Optional(
    Type.String({ description: 'Without path policies all fields apply everywhere.' }),
  ),
});

/** A field as the management API shows it (spec library-api §7.1). */
export const CustomFieldObject = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: 'The key in `customMetadata`.' }),
    label: Type.String({ description: 'For people.' }),
    description: Type.Optional(Type.String({ description: 'A hint for people.' })),
    schema: CustomFieldRules,
  },
  {
    title: 'CustomMetadataField',
    description: 'A custom metadata field.',
    examples: [
      {
        id: samples.customFieldId,
        name: samples.customFieldName,
        label: 'Price',
        schema: { type: 'Number', minValue: 0 },
      },
    ],
  },
);
export type CustomFieldObject = Static<typeof CustomFieldObject>;
