import type { Kysely } from 'kysely';
import type { CustomFieldId, FileId, FolderId, VersionKey } from '../domain/ids.ts';
import type { VersionDetails } from '../domain/version.ts';
import { tokensOf } from '../search/full-text.ts';
import type { Tables } from './tables.ts';

/** Databases count the parameters of a statement (SQLite 32,766); a text may have more words. */
const rowsPerStatement = 1000;

/** Words of the file's name, in place of those of the name it had. */
export async function replaceFileTokens(db: Kysely<Tables>, id: FileId, name: string): Promise<void> {
  await db.deleteFrom('file_tokens').where('file_id', '=', id).execute();
  const rows = tokenRows([name]).map((row) => ({ file_id: id, ...row }));
  if (rows.length > 0) await db.insertInto('file_tokens').values(rows).execute();
}

/** Words of the folder's name, in place of those of the name it had. */
export async function replaceFolderTokens(db: Kysely<Tables>, id: FolderId, name: string): Promise<void> {
  await db.deleteFrom('folder_tokens').where('folder_id', '=', id).execute();
  const rows = tokenRows([name]).map((row) => ({ folder_id: id, ...row }));
  if (rows.length > 0) await db.insertInto('folder_tokens').values(rows).execute();
}

/** Users' tags and those of machines, pooled. */
export async function replaceTagTokens(
  db: Kysely<Tables>,
  key: VersionKey,
  { tags, aiTags }: VersionDetails,
): Promise<void> {
  await db.deleteFrom('version_tokens').where('version_key', '=', key).where('field', '=', 'tags').execute();
  await insertVersionTokens(db, key, new Map([['tags', [...tags, ...aiTags.map(({ name }) => name)]]]));
}

export async function insertKeywords(
  db: Kysely<Tables>,
  key: VersionKey,
  keywords: readonly string[],
): Promise<void> {
  const rows = keywords.map((keyword, position) => ({ version_key: key, position, keyword }));
  if (rows.length === 0) return;
  await db.insertInto('version_keywords').values(rows).execute();
  await insertVersionTokens(db, key, new Map([['keywords', keywords]]));
}

/** Texts by `tags`, `keywords`, or the id of a custom field; those of one field are pooled. */
export async function insertVersionTokens(
  db: Kysely<Tables>,
  key: VersionKey,
  texts: ReadonlyMap<'tags' | 'keywords' | CustomFieldId, readonly string[]>,
): Promise<void> {
  const rows = [...texts].flatMap(([field, values]) =>
    tokenRows(values).map((row) => ({ version_key: key, field, ...row })),
  );
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const some = rows.slice(start, start + rowsPerStatement);
    await db.insertInto('version_tokens').values(some).execute();
  }
}

function tokenRows(texts: readonly string[]): { readonly token: string; readonly total: number }[] {
  const tokens = texts.flatMap(tokensOf);
  return [...new Set(tokens)].map((token) => ({ token, total: tokens.length }));
}
