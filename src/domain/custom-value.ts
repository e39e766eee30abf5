import type { CustomFieldSchema, SelectOption } from './custom-field.ts';
import { parseIsoDate } from './iso-date.ts';

/**
 * What is wrong with a value of a field, in the words of spec library-api §7.4; undefined when nothing is. `nameLimit` says
 * how a limit is called: by its value, or by its name where value and limit are set in one schema.
 */
export function findValueFault(
  schema: CustomFieldSchema,
  value: unknown,
  nameLimit: NameLimit = String,
): string | undefined {
  switch (schema.type) {
    case 'Text':
    case 'Textarea':
      if (typeof value !== 'string') return shouldBe('string');
      return findLengthFault([...value].length, schema, nameLimit);
    case 'Number':
      if (!isNumber(value)) return shouldBe('number');
      return findRangeFault(value, schema, Number, nameLimit);
    case 'Date':
      if (!isDate(value)) return notADate;
      return findRangeFault(value, schema, momentOf, nameLimit);
    case 'Boolean':
      return typeof value === 'boolean' ? undefined : shouldBe('boolean');
    case 'SingleSelect':
      return schema.selectOptions.includes(value as SelectOption) ? undefined : notAnOption;
    case 'MultiSelect':
      return findListFault(value, schema.selectOptions);
  }
}

export type NameLimit = (limit: unknown, name: string) => string;

export const notADate = 'should be an ISO8601 date string';
const notAnOption = 'should be one of selectOptions';
export const hasDuplicates = 'should not contain duplicates';

export function shouldBe(type: 'string' | 'number' | 'boolean' | 'array' | 'object'): string {
  return `should be of type ${type}`;
}

/** JSON can write numbers that no double holds: `1e999` reads as infinity. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function isDate(value: unknown): value is string {
  return typeof value === 'string' && parseIsoDate(value) !== undefined;
}

export function momentOf(date: string): number {
  return parseIsoDate(date)?.getTime() ?? Number.NaN;
}

interface Range<Limit> {
  readonly minValue?: Limit;
  readonly maxValue?: Limit;
}

function findRangeFault<Limit>(
  value: Limit,
  { minValue, maxValue }: Range<Limit>,
  measure: (value: Limit) => number,
  nameLimit: NameLimit,
): string | undefined {
  if (minValue !== undefined && measure(value) < measure(minValue)) {
    return `should be greater than or equal to ${nameLimit(minValue, 'minValue')}`;
  }
  if (maxValue !== undefined && measure(value) > measure(maxValue)) {
    return `should be less than or equal to ${nameLimit(maxValue, 'maxValue')}`;
  }
  return undefined;
}

function findLengthFault(
  length: number,
  { minLength, maxLength }: { readonly minLength?: number; readonly maxLength?: number },
  nameLimit: NameLimit,
): string | undefined {
  if (minLength !== undefined && length < minLength) {
    return `length should be greater than or equal to ${nameLimit(minLength, 'minLength')}`;
  }
  if (maxLength !== undefined && length > maxLength) {
    return `length should be less than or equal to ${nameLimit(maxLength, 'maxLength')}`;
  }
  return undefined;
}

/** Sets, not `includes`: with the longest lists that a request can hold, every pair would take minutes. */
function findListFault(value: unknown, selectOptions: readonly SelectOption[]): string | undefined {
  if (!Array.isArray(value)) return shouldBe('array');
  const options = new Set<unknown>(selectOptions);
  if (!value.every((item) => options.has(item))) return notAnOption;
  return new Set(value).size < value.length ? hasDuplicates : undefined;
}
