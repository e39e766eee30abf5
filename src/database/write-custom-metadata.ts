import type { Kysely } from 'kysely';
import type { CustomMetadata } from '../domain/custom-field.ts';
import type { CustomFieldId, VersionKey } from '../domain/ids.ts';
import { fromCustomValue } from './map-custom-metadata.ts';
import type { Tables, VersionCustomMetadataTable } from './tables.ts';
import { insertVersionTokens } from './write-tokens.ts';

/** Databases count the parameters of a statement (SQLite 32,766); a MultiSelect may have more members. */
const rowsPerStatement = 1000;

/** Values of fields that are deleted or were never made are left out. */
export async function insertCustomMetadata(
  db: Kysely<Tables>,
  key: VersionKey,
  customMetadata: CustomMetadata,
): Promise<void> {
  if (Object.keys(customMetadata).length === 0) return;
  const rows = await makeRows(db, key, customMetadata);
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const some = rows.slice(start, start + rowsPerStatement);
    await db.insertInto('version_custom_metadata').values(some).execute();
  }
  await insertVersionTokens(db, key, textsOf(rows));
}

/** Words are looked for in texts and options, not in dates. */
function textsOf(rows: readonly VersionCustomMetadataTable[]): Map<CustomFieldId, string[]> {
  const texts = new Map<CustomFieldId, string[]>();
  for (const { field_id, text_value, date_value } of rows) {
    if (text_value === null || date_value !== null) continue;
    const known = texts.get(field_id);
    if (known === undefined) texts.set(field_id, [text_value]);
    else known.push(text_value);
  }
  return texts;
}

export async function replaceCustomMetadata(
  db: Kysely<Tables>,
  key: VersionKey,
  customMetadata: CustomMetadata,
): Promise<void> {
  await db.deleteFrom('version_custom_metadata').where('version_key', '=', key).execute();
  await db
    .deleteFrom('version_tokens')
    .where('version_key', '=', key)
    .where('field', 'not in', ['tags', 'keywords'])
    .execute();
  await insertCustomMetadata(db, key, customMetadata);
}

async function makeRows(
  db: Kysely<Tables>,
  key: VersionKey,
  customMetadata: CustomMetadata,
): Promise<VersionCustomMetadataTable[]> {
  const fields = await db
    .selectFrom('custom_fields')
    .select(['id', 'name', 'type'])
    .where('deleted_at', 'is', null)
    .execute();
  return fields.flatMap(({ id, name, type }) => {
    const value = Object.hasOwn(customMetadata, name) ? customMetadata[name] : undefined;
    if (value === undefined) return [];
    return fromCustomValue(type, value).map((row) => ({ version_key: key, field_id: id, ...row }));
  });
}
