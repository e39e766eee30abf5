import type { CustomMetadata } from '../domain/custom-field.ts';
import type { CustomFieldId, VersionKey } from '../domain/ids.ts';
import type { Version, VersionDetails } from '../domain/version.ts';
import { makeSearchableFacts } from '../search/searchable-facts.ts';
import { type FileWithWords, makeVersionWords } from './make-words.ts';
import { fromCustomValue } from './map-custom-metadata.ts';
import { fromAiTags, fromSearchableFacts, fromTags, fromVersion } from './map-version.ts';
import type { CustomFieldTable, Tables, VersionCustomMetadataTable } from './tables.ts';

/** A version, and what is said of it: rows of several tables, in the order in which they may be inserted. */
export type VersionRows = { readonly versions: readonly Tables['versions'][] } & DetailRows & {
    readonly version_keywords: readonly Tables['version_keywords'][];
  };

/** What people may change of a version later, beside its own row. */
export interface DetailRows {
  readonly version_tags: readonly Tables['version_tags'][];
  readonly version_ai_tags: readonly Tables['version_ai_tags'][];
  readonly version_custom_metadata: readonly Tables['version_custom_metadata'][];
  readonly version_tokens: readonly Tables['version_tokens'][];
}

export type LiveField = Pick<CustomFieldTable, 'id' | 'name' | 'type'>;

export interface VersionPlace {
  readonly file: FileWithWords;
  /** Fields that are not deleted. */
  readonly fields: readonly LiveField[];
  /** Null for the current version. */
  readonly supersededOrder: number | null;
}

export function makeVersionRows(
  version: Version,
  { file, fields, supersededOrder }: VersionPlace,
): VersionRows {
  const { key } = version;
  const searchable = makeSearchableFacts(version.facts, file.name);
  const details = makeDetailRows({ key, file }, version.details, fields);
  return {
    versions: [
      {
        ...fromVersion(version),
        ...fromSearchableFacts(searchable),
        superseded_order: supersededOrder,
        file_created_at: file.created_at,
      },
    ],
    ...details,
    version_keywords: searchable.keywords.map((keyword, position) => ({
      version_key: key,
      position,
      keyword,
    })),
    version_tokens: [
      ...details.version_tokens,
      ...makeVersionWords({ key, file }, 'keywords', searchable.keywords),
    ],
  };
}

export function makeDetailRows(
  owner: { readonly key: VersionKey; readonly file: Omit<FileWithWords, 'name'> },
  { tags, aiTags, customMetadata }: VersionDetails,
  fields: readonly LiveField[],
): DetailRows {
  const { key } = owner;
  const values = makeValueRows(key, customMetadata, fields);
  return {
    version_tags: fromTags(key, tags),
    version_ai_tags: fromAiTags(key, aiTags),
    version_custom_metadata: values,
    version_tokens: [
      ...makeVersionWords(owner, 'tags', [...tags, ...aiTags.map(({ name }) => name)]),
      ...[...textsOf(values)].flatMap(([field, texts]) => makeVersionWords(owner, field, texts)),
    ],
  };
}

/** Values of fields that are deleted or were never made are left out. */
function makeValueRows(
  key: VersionKey,
  customMetadata: CustomMetadata,
  fields: readonly LiveField[],
): VersionCustomMetadataTable[] {
  return fields.flatMap(({ id, name, type }) => {
    const value = Object.hasOwn(customMetadata, name) ? customMetadata[name] : undefined;
    if (value === undefined) return [];
    return fromCustomValue(type, value).map((row) => ({ version_key: key, field_id: id, ...row }));
  });
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
