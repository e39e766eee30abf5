import type { CustomField, CustomMetadata, CustomMetadataValue } from './custom-field.ts';
import { findValueFault, shouldBe } from './custom-value.ts';
import { invalid, type MediaError } from './errors.ts';

/** What a request says of custom metadata, unchecked. `null` and an empty list unset. */
export type WrittenMetadata = Readonly<Record<string, unknown>>;

/** Throws `invalid` unless it is an object of values. PHP writes an empty one as `[]`. */
export function readWrittenMetadata(written: unknown): WrittenMetadata {
  if (isEmptyList(written)) return {};
  if (typeof written === 'object' && written !== null && !Array.isArray(written)) {
    return written as WrittenMetadata;
  }
  throw invalidMetadata([['customMetadata', shouldBe('object')]]);
}

/** Throws `invalid` with what is wrong, field by field (spec library-api §7.6). `fields`: those that are not deleted. */
export function checkCustomMetadata(written: WrittenMetadata, fields: readonly CustomField[]): void {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const faults = Object.entries(written).flatMap(([name, value]) => {
    const fault = findFault(byName.get(name), value);
    return fault === undefined ? [] : [[name, fault] as const];
  });
  if (faults.length > 0) throw invalidMetadata(faults);
}

function findFault(field: CustomField | undefined, value: unknown): string | undefined {
  if (field === undefined) return 'is not a valid field';
  const { schema } = field;
  const unsets = value === null || (schema.type === 'MultiSelect' && isEmptyList(value));
  if (!unsets) return findValueFault(schema, value);
  return schema.isValueRequired ? 'is required' : undefined;
}

function invalidMetadata(faults: readonly (readonly [string, string])[]): MediaError {
  return invalid('Invalid custom metadata.', { errors: Object.fromEntries(faults) });
}

/** Of a new file: every field that is not mentioned gets its default (spec library-api §7.6). */
export function makeCustomMetadata(written: WrittenMetadata, fields: readonly CustomField[]): CustomMetadata {
  return settle({ ...defaultsOf(fields), ...written }, fields);
}

/** Key by key: what is not mentioned stays. If anything is, whatever is required and missing gets its default. */
export function changeCustomMetadata(
  old: CustomMetadata,
  written: WrittenMetadata,
  fields: readonly CustomField[],
): CustomMetadata {
  if (Object.keys(written).length === 0) return old;
  const required = fields.filter(({ schema }) => schema.isValueRequired);
  return settle({ ...defaultsOf(required), ...old, ...written }, fields);
}

function defaultsOf(fields: readonly CustomField[]): WrittenMetadata {
  return Object.fromEntries(
    fields.flatMap(({ name, schema }) =>
      schema.defaultValue === undefined ? [] : [[name, schema.defaultValue]],
    ),
  );
}

/** Checked values, without those that unset, in the order of the fields. */
function settle(values: WrittenMetadata, fields: readonly CustomField[]): CustomMetadata {
  const kept = fields.flatMap(({ name }) => {
    const value = Object.hasOwn(values, name) ? values[name] : null;
    return value === null || isEmptyList(value) ? [] : [[name, value as CustomMetadataValue] as const];
  });
  return Object.fromEntries(kept);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
