import type { Kysely } from 'kysely';
import type { FolderId } from '../domain/ids.ts';
import { makeFolderWords } from './make-words.ts';
import type { Tables } from './tables.ts';

/** What full-text search finds a folder by. */
export async function insertFolderWords(db: Kysely<Tables>, id: FolderId, name: string): Promise<void> {
  const words = makeFolderWords(id, name);
  if (words.length > 0) await db.insertInto('folder_tokens').values(words).execute();
}
