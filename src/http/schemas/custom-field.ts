import { type Static, Type } from 'typebox';
import { customFieldTypes } from '../../domain/custom-field.ts';
import { say } from './messages.ts';

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
const schema = Type.Unknown({ description: 'Type of the values, and rules for them.' });

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
  id: Type.String({ description: 'Id of a custom metadata field, 24 hex digits.' }),
});

export const CustomFieldListQuery = Type.Object({
  includeDeleted: Type.Optional(Type.Boolean({ description: 'Deleted fields as well.' })),
  folderPath: Type.Optional(
    Type.String({ description: 'Without path policies all fields apply everywhere.' }),
  ),
});

const Option = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

/** A field as the management API shows it (spec library-api §7.1). */
export const CustomFieldObject = Type.Object({
  id: Type.String(),
  name: Type.String(),
  label: Type.String(),
  description: Type.Optional(Type.String()),
  schema: Type.Object({
    type: Type.Enum([...customFieldTypes]),
    isValueRequired: Type.Optional(Type.Boolean()),
    defaultValue: Type.Optional(Type.Union([Option, Type.ReadonlyType(Type.Array(Option))])),
    minLength: Type.Optional(Type.Integer()),
    maxLength: Type.Optional(Type.Integer()),
    minValue: Type.Optional(Type.Union([Type.Number(), Type.String()])),
    maxValue: Type.Optional(Type.Union([Type.Number(), Type.String()])),
    selectOptions: Type.Optional(Type.ReadonlyType(Type.Array(Option))),
  }),
});
export type CustomFieldObject = Static<typeof CustomFieldObject>;
