import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { MediaError, notFound } from '../domain/errors.ts';
import { splitPath } from '../domain/names.ts';
import { insertFolderWords } from './insert-folder-words.ts';
import { inChunks, listNested } from './nested-folders.ts';
import type { Tables } from './tables.ts';

export interface FolderMove {
  readonly path: string;
  readonly to: string;
  readonly at: Date;
}

/** Rows of folders alone: files know theirs by id. Each statement short, all of them one transaction. */
export async function moveNested(db: Kysely<Tables>, { path, to, at }: FolderMove): Promise<void> {
  const ids = await listNested(db, path);
  const [moved] = ids;
  if (moved === undefined) throw notFound(`No folder found with folderPath ${path}`);
  const place = splitPath(to);
  const parentId = await getId(db, place.folderPath);
  if ((await findId(db, to)) !== undefined) {
    throw new MediaError('conflict', 'A folder with the same name already exists at the exact location.');
  }
  // The database counts code points, a JavaScript string UTF-16 units.
  const start = [...path].length + 1;
  for (const some of inChunks(ids)) {
    const newPath = sql<string>`cast(${to} as text) || substr(path, cast(${start} as integer))`;
    await db.updateTable('folders').set({ path: newPath }).where('id', 'in', some).execute();
    await setImmediate();
  }
  await db
    .updateTable('folders')
    .set({ parent_id: parentId, name: place.name, updated_at: at.getTime() })
    .where('id', '=', moved)
    .execute();
  await db.deleteFrom('folder_tokens').where('folder_id', '=', moved).execute();
  await insertFolderWords(db, moved, place.name);
}

async function getId(db: Kysely<Tables>, path: string) {
  const id = await findId(db, path);
  if (id === undefined) throw notFound(`No folder found with folderPath ${path}`);
  return id;
}

async function findId(db: Kysely<Tables>, path: string) {
  const row = await db.selectFrom('folders').select('id').where('path', '=', path).executeTakeFirst();
  return row?.id;
}
