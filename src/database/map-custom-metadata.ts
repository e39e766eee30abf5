import type {
  CustomField,
  CustomMetadata,
  CustomMetadataValue,
  SelectOption,
} from '../domain/custom-field.ts';
import { parseIsoDate } from '../domain/iso-date.ts';
import type { CustomFieldTable, VersionCustomMetadataTable } from './tables.ts';

export type CustomFieldRow = Omit<CustomFieldTable, 'type' | 'created_order' | 'created_at'>;

export function toCustomField(row: CustomFieldRow): CustomField {
  return {
    id: row.id,
    name: row.name,
    label: row.label,
    ...(row.description !== null && { description: row.description }),
    schema: JSON.parse(row.schema) as CustomField['schema'],
    ...(row.deleted_at !== null && { deletedAt: new Date(row.deleted_at) }),
  };
}

export function fromCustomField(field: CustomField) {
  return {
    label: field.label,
    description: field.description ?? null,
    type: field.schema.type,
    schema: JSON.stringify(field.schema),
    deleted_at: field.deletedAt?.getTime() ?? null,
  } satisfies Partial<CustomFieldTable>;
}

type ValueColumns = Omit<VersionCustomMetadataTable, 'version_key' | 'field_id' | 'position'>;
type ValueRow = Omit<ValueColumns, 'date_value'> & Pick<CustomFieldTable, 'name' | 'type'>;

/** `text`: rows as JSON, those of a field one after another. */
export function toCustomMetadata(text: string): CustomMetadata {
  const values = new Map<string, SelectOption | SelectOption[]>();
  for (const row of JSON.parse(text) as ValueRow[]) {
    const known = values.get(row.name);
    if (Array.isArray(known)) known.push(toScalar(row));
    else values.set(row.name, row.type === 'MultiSelect' ? [toScalar(row)] : toScalar(row));
  }
  return Object.fromEntries(values);
}

function toScalar({ text_value, number_value, boolean_value }: ValueRow): SelectOption {
  return text_value ?? number_value ?? boolean_value === 1;
}

const noValue: ValueColumns = { text_value: null, number_value: null, boolean_value: null, date_value: null };

/** A row a member: only the value of a MultiSelect has several. */
export function fromCustomValue(
  type: CustomFieldTable['type'],
  value: CustomMetadataValue,
): (ValueColumns & { readonly position: number })[] {
  const members = typeof value === 'object' ? value : [value];
  return members.map((member, position) => ({ position, ...noValue, ...fromScalar(type, member) }));
}

function fromScalar(type: CustomFieldTable['type'], value: SelectOption): Partial<ValueColumns> {
  if (typeof value === 'number') return { number_value: value };
  if (typeof value === 'boolean') return { boolean_value: value ? 1 : 0 };
  return { text_value: value, date_value: type === 'Date' ? (parseIsoDate(value)?.getTime() ?? null) : null };
}
