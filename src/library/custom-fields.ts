import type { Clock } from '../domain/clock.ts';
import type { CustomField } from '../domain/custom-field.ts';
import { readNewSchema, readSchemaOfType } from '../domain/custom-field-schema.ts';
import type { CustomFieldRepository, Database } from '../domain/database.ts';
import { invalid, type MediaError, notFound } from '../domain/errors.ts';
import { type CustomFieldId, isId, makeId } from '../domain/ids.ts';

/** Fields of custom metadata: making, listing, changing and deleting them (spec library-api §7). */
export interface CustomFields {
  create(wish: NewCustomField): Promise<CustomField>;
  list(which: { readonly includeDeleted: boolean }): Promise<CustomField[]>;
  /** Values that assets carry already are left as they are. */
  update(id: string, change: CustomFieldChange): Promise<CustomField>;
  /** Its name stays taken for ever; its values vanish from every asset. */
  delete(id: string): Promise<void>;
}

export interface NewCustomField {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  /** As written: checked here. */
  readonly schema: unknown;
}

/** Absent means unchanged; an empty description is none. */
export interface CustomFieldChange {
  readonly label?: string;
  readonly description?: string;
  readonly schema?: unknown;
}

/** Of those that are not deleted (spec auth-errors-limits §9). */
export const maxCustomFields = 100;

export function createCustomFields(parts: {
  readonly database: Database;
  readonly clock: Clock;
}): CustomFields {
  const { database, clock } = parts;
  return {
    create: async (wish) => {
      const schema = readNewSchema(wish.schema);
      return database.transaction(async ({ customFields }) => {
        checkIsNew(wish, await customFields.list({ includeDeleted: true }));
        const now = clock.now();
        const { name, label } = wish;
        const field = { id: makeId<'custom-field'>(now), name, label, ...describe(wish.description), schema };
        await customFields.insert(field, now);
        return field;
      });
    },

    list: (which) => database.customFields.list(which),

    update: async (id, change) => {
      const fieldId = readCustomFieldId(id);
      if (Object.keys(change).length === 0) throw invalid('Either label or schema should be provided.');
      return database.transaction(async ({ customFields }) => {
        const field = await getCustomField(customFields, fieldId);
        if (field.deletedAt !== undefined) throw invalid('Cannot update a deleted custom metadata fields.');
        const changed = changeField(field, change);
        checkLabel(changed, await customFields.list({ includeDeleted: false }));
        await customFields.update(changed);
        return changed;
      });
    },

    delete: async (id) => {
      const fieldId = readCustomFieldId(id);
      await database.transaction(async ({ customFields }) => {
        const field = await getCustomField(customFields, fieldId);
        if (field.deletedAt !== undefined) throw noSuchField();
        await customFields.update({ ...field, deletedAt: clock.now() });
      });
    },
  };
}

function readCustomFieldId(id: string): CustomFieldId {
  if (!isId(id)) throw invalid('Your request contains invalid ID parameter.');
  return id as CustomFieldId;
}

async function getCustomField(fields: CustomFieldRepository, id: CustomFieldId): Promise<CustomField> {
  const field = await fields.find(id);
  if (field === undefined) throw noSuchField();
  return field;
}

function noSuchField(): MediaError {
  return notFound('No such custom metadata field exists.');
}

function checkIsNew({ name, label }: NewCustomField, everMade: readonly CustomField[]): void {
  const live = everMade.filter((field) => field.deletedAt === undefined);
  if (everMade.some((field) => field.name === name)) {
    throw invalid('A custom metadata field with this name already exists.');
  }
  checkLabel({ label }, live);
  if (live.length >= maxCustomFields) {
    throw invalid(`An account can have at most ${maxCustomFields} custom metadata fields.`);
  }
}

function checkLabel(
  { id, label }: { readonly id?: CustomFieldId; readonly label: string },
  live: readonly CustomField[],
): void {
  if (live.some((field) => field.id !== id && field.label === label)) {
    throw invalid('A custom metadata field with this label already exists.');
  }
}

/** The type stays for ever; everything else of the schema is replaced (spec library-api §7.5). */
function changeField({ description, ...field }: CustomField, change: CustomFieldChange): CustomField {
  return {
    ...field,
    ...(change.label === undefined ? {} : { label: change.label }),
    ...describe(change.description ?? description),
    ...(change.schema === undefined ? {} : { schema: readSchemaOfType(field.schema.type, change.schema) }),
  };
}

function describe(description: string | undefined): { readonly description?: string } {
  return description ? { description } : {};
}
