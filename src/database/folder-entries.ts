import type { Kysely } from 'kysely';
import type { FolderEntry, FolderPage, VersionPlace } from '../domain/database.ts';
import type { FileId, FolderId } from '../domain/ids.ts';
import { literalOne } from './select-version.ts';
import type { Tables } from './tables.ts';

/** What a folder holds, as little of it as whoever moves or copies all of it has to know. */
export async function listBeside(
  db: Kysely<Tables>,
  folderId: FolderId,
  { rivalsIn, after, limit }: FolderPage,
): Promise<FolderEntry[]> {
  const rows = await db
    .selectFrom('files as f')
    .leftJoin('files as r', (join) => join.onRef('r.name', '=', 'f.name').on('r.folder_id', '=', rivalsIn))
    .select(['f.id', 'f.name', 'r.id as rival'])
    .select((eb) =>
      eb
        .selectFrom('versions as v')
        .whereRef('v.file_id', '=', 'f.id')
        .select((count) => count.fn.countAll<number>().as('count'))
        .as('versions'),
    )
    .where('f.folder_id', '=', folderId)
    .where('f.name', '>', after)
    .orderBy('f.name')
    .limit(limit)
    .execute();
  return rows.map(({ id, name, rival, versions }) => ({
    id,
    name,
    versions: Number(versions),
    ...(rival !== null && { rival }),
  }));
}

export async function listVersionKeys(
  db: Kysely<Tables>,
  ids: readonly FileId[],
  { includeOlder }: { readonly includeOlder: boolean },
): Promise<VersionPlace[]> {
  const versions = db
    .selectFrom('versions')
    .select(['file_id', 'key', 'is_current'])
    .where('file_id', 'in', ids)
    .orderBy('number');
  const wanted = includeOlder ? versions : versions.where('is_current', '=', literalOne);
  const rows = await wanted.execute();
  return rows.map(({ file_id, key, is_current }) => ({
    fileId: file_id,
    key,
    isCurrent: is_current === 1,
  }));
}
