import type { CustomFieldId, FolderId, VersionKey } from '../domain/ids.ts';
import { tokensOf } from '../search/full-text.ts';
import type { FileTable, FileTokenTable, FolderTokenTable, VersionTokenTable } from './tables.ts';

/** Of the file's name. */
export function makeFileWords({ id, name, created_at }: FileWithWords): FileTokenTable[] {
  return wordsOf([name]).map((word) => ({ file_id: id, ...word, file_created_at: created_at }));
}

/** Words are sorted by the creation and the id of the file that they belong to. */
export type FileWithWords = Pick<FileTable, 'id' | 'name' | 'created_at'>;

/** Of the folder's name. */
export function makeFolderWords(id: FolderId, name: string): FolderTokenTable[] {
  return wordsOf([name]).map((word) => ({ folder_id: id, ...word }));
}

/** Of the texts of `tags`, `keywords`, or the id of a custom field, pooled. */
export function makeVersionWords(
  { key, file }: { readonly key: VersionKey; readonly file: Omit<FileWithWords, 'name'> },
  field: 'tags' | 'keywords' | CustomFieldId,
  texts: readonly string[],
): VersionTokenTable[] {
  const owner = { version_key: key, file_id: file.id, file_created_at: file.created_at };
  return wordsOf(texts).map((word) => ({ ...owner, field, ...word }));
}

function wordsOf(texts: readonly string[]): { readonly token: string; readonly total: number }[] {
  const tokens = texts.flatMap(tokensOf);
  return [...new Set(tokens)].map((token) => ({ token, total: tokens.length }));
}
