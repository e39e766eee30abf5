import type { CustomFieldType } from '../domain/custom-field.ts';
import type { BuiltInField, SearchField } from '../domain/search-query.ts';
import { assetType } from './operands/asset-type.ts';
import { boolean } from './operands/boolean.ts';
import { date } from './operands/date.ts';
import { number } from './operands/number.ts';
import { option } from './operands/option.ts';
import { path } from './operands/path.ts';
import { place } from './operands/place.ts';
import { size } from './operands/size.ts';
import { text } from './operands/text.ts';
import {
  below,
  equality,
  equals,
  fullText,
  isAmong,
  membership,
  order,
  prefix,
  presence,
  type Rules,
  within,
} from './operators.ts';

/** What can be searched, and how: spec search §3, row by row. Names are case-sensitive. */
export interface FieldRow {
  readonly appliesTo: AppliesTo;
  readonly operators: Rules;
}

/** `files`: older versions too. `images`: those among them whose value is known (spec search §4). */
export type AppliesTo = 'all' | 'files' | 'images';

export const builtInFields: Readonly<Record<BuiltInField, FieldRow>> = {
  name: { appliesTo: 'all', operators: { ...equality(text), ...prefix, ...fullText } },
  /** Of users and of machines. */
  tags: { appliesTo: 'files', operators: { ...membership(text), ...fullText, ...presence } },
  type: { appliesTo: 'all', operators: equality(assetType) },
  /** Of the file, also for its older versions; of the folder. */
  id: { appliesTo: 'all', operators: equality(text) },
  createdAt: { appliesTo: 'all', operators: { ...equality(date), ...order(date) } },
  updatedAt: { appliesTo: 'all', operators: { ...equality(date), ...order(date) } },
  width: { appliesTo: 'images', operators: { ...equality(number), ...order(number) } },
  height: { appliesTo: 'images', operators: { ...equality(number), ...order(number) } },
  size: { appliesTo: 'files', operators: { ...equality(size), ...order(size) } },
  format: { appliesTo: 'files', operators: { ...equals(text), ...isAmong(text) } },
  private: { appliesTo: 'files', operators: equals(boolean) },
  published: { appliesTo: 'files', operators: equals(boolean) },
  transparency: { appliesTo: 'images', operators: equals(boolean) },
  createdBy: { appliesTo: 'all', operators: equality(text) },
  /** Of the folder that contains the asset. */
  path: { appliesTo: 'all', operators: { ...equality(path), ...below(path) } },
  'embeddedMetadata.Keywords': {
    appliesTo: 'files',
    operators: { ...membership(text), ...fullText, ...presence },
  },
  'embeddedMetadata.DateTimeOriginal': {
    appliesTo: 'files',
    operators: { ...equality(date), ...order(date), ...presence },
  },
  'embeddedMetadata.LocationTaken': { appliesTo: 'files', operators: { ...within(place), ...presence } },
};

const custom: Readonly<Record<CustomFieldType, Rules>> = {
  Text: { ...equality(text), ...prefix, ...fullText, ...presence },
  Textarea: { ...equality(text), ...prefix, ...fullText, ...presence },
  Number: { ...equality(number), ...order(number), ...presence },
  Date: { ...equality(date), ...order(date), ...presence },
  Boolean: { ...equals(boolean), ...presence },
  /** Prefix and full text look at options that are strings, order at those that are numbers. */
  SingleSelect: { ...equality(option), ...prefix, ...order(number), ...fullText, ...presence },
  MultiSelect: { ...membership(option), ...fullText, ...presence },
};

export function rowOf(field: SearchField): FieldRow {
  if (field.name !== 'customMetadata') return builtInFields[field.name];
  return { appliesTo: 'all', operators: custom[field.type] };
}

/** Fields of the account, by API name; those deleted are left out. */
export type CustomFieldTypes = ReadonlyMap<string, CustomFieldType>;

const customName = /^customMetadata\.(.+)$/s;

export function findField(name: string, customFields: CustomFieldTypes): SearchField | undefined {
  if (isBuiltIn(name)) return { name };
  const [, key = ''] = customName.exec(name) ?? [];
  const type = customFields.get(key);
  return type === undefined ? undefined : { name: 'customMetadata', key, type };
}

function isBuiltIn(name: string): name is BuiltInField {
  return Object.hasOwn(builtInFields, name);
}

/** As the query spells it. */
export function nameOf(field: SearchField): string {
  return field.name === 'customMetadata' ? `customMetadata.${field.key}` : field.name;
}
