import type { CustomFieldId } from './ids.ts';

/** A named value that assets may carry, and the rules for it (spec library-api §7). */
export interface CustomField {
  readonly id: CustomFieldId;
  /** The key in `customMetadata`; never changes, and stays taken when the field is deleted. */
  readonly name: string;
  /** For people; unique among fields that are not deleted. */
  readonly label: string;
  readonly description?: string;
  readonly schema: CustomFieldSchema;
  readonly deletedAt?: Date;
}

export const customFieldTypes = [
  'Text',
  'Textarea',
  'Number',
  'Date',
  'Boolean',
  'SingleSelect',
  'MultiSelect',
] as const;

export type CustomFieldType = (typeof customFieldTypes)[number];

/** What was set of the rules, and nothing else: it is shown as it was written. */
export type CustomFieldSchema =
  | TextSchema
  | NumberSchema
  | DateSchema
  | BooleanSchema
  | SingleSelectSchema
  | MultiSelectSchema;

interface Rules<Type extends CustomFieldType, Value> {
  readonly type: Type;
  /** True only beside a `defaultValue`. */
  readonly isValueRequired?: boolean;
  readonly defaultValue?: Value;
}

/** Lengths are counted in Unicode code points. */
export interface TextSchema extends Rules<'Text' | 'Textarea', string> {
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface NumberSchema extends Rules<'Number', number> {
  readonly minValue?: number;
  readonly maxValue?: number;
}

/** ISO 8601 texts, compared as moments. */
export interface DateSchema extends Rules<'Date', string> {
  readonly minValue?: string;
  readonly maxValue?: string;
}

export type BooleanSchema = Rules<'Boolean', boolean>;

/** Distinct by type and value: `30` and `"30"` are two. */
export type SelectOption = string | number | boolean;

export interface SingleSelectSchema extends Rules<'SingleSelect', SelectOption> {
  readonly selectOptions: readonly SelectOption[];
}

export interface MultiSelectSchema extends Rules<'MultiSelect', readonly SelectOption[]> {
  readonly selectOptions: readonly SelectOption[];
}

/** As written: a date keeps its form. A list is the value of a MultiSelect, and is never empty. */
export type CustomMetadataValue = string | number | boolean | readonly SelectOption[];

/** Values by the names of their fields, in the order of the fields. What has no value has no key. */
export type CustomMetadata = Readonly<Record<string, CustomMetadataValue>>;
