import type { Tables } from './tables.ts';

/** Every column but those: one that is not named, or a table that is not, fails to compile. */
export type ColumnsBut<Row, Own extends keyof Row> = Readonly<Record<Exclude<keyof Row, Own>, true>>;

/** What is said of a version, in tables beside its own. */
type SaidOfVersions = Exclude<
  {
    [Table in keyof Tables]: 'version_key' extends keyof Tables[Table] ? Table : never;
  }[keyof Tables],
  // Made of the new rows.
  'cards'
>;

/** What these say of the version and of its file: a copy has its own. */
type OwnOfFile = 'version_key' | 'file_id' | 'file_created_at';

export const saidOfVersions: {
  readonly [Table in SaidOfVersions]: ColumnsBut<Tables[Table], OwnOfFile & keyof Tables[Table]>;
} = {
  version_tags: { position: true, tag: true },
  version_ai_tags: { position: true, name: true, confidence: true, source: true },
  version_custom_metadata: {
    field_id: true,
    position: true,
    text_value: true,
    number_value: true,
    boolean_value: true,
    date_value: true,
  },
  version_tokens: { field: true, token: true, total: true },
  version_keywords: { position: true, keyword: true },
};
