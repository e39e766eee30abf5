import { type Kysely, sql } from 'kysely';
import type { FilePlace, NewFile } from '../domain/database.ts';
import { MediaError, notFound } from '../domain/errors.ts';
import type { FileId, FolderId } from '../domain/ids.ts';
import { insertRows } from './insert-rows.ts';
import { type FileWithWords, makeFileWords } from './make-words.ts';
import { runTogether, type Statement } from './run-together.ts';
import { literalOne } from './select-version.ts';
import type { FileTable, Tables } from './tables.ts';
import { changeCards } from './write-cards.ts';
import { insertVersion, selectLiveFields } from './write-version.ts';

type Db = Kysely<Tables>;

export async function insertFile(db: Db, { current, ...file }: NewFile): Promise<void> {
  const [places, fields] = await runTogether(db, [selectPlace(db, file), selectLiveFields(db)]);
  const place = getPlace(places.rows, file);
  if (place.rival !== null) throw pathTaken();
  const row: FileTable = {
    id: file.id,
    folder_id: place.folder_id,
    name: file.name,
    created_at: file.createdAt.getTime(),
    highest_version_number: current.number,
  };
  await runTogether(db, [
    ...insertRows(db, { files: [row], file_tokens: makeFileWords(row) }),
    ...insertVersion(db, current, { file: row, fields: fields.rows, supersededOrder: null }),
  ]);
}

export async function moveFile(db: Db, id: FileId, to: FilePlace, at: Date): Promise<void> {
  const [places, files] = await runTogether(db, [selectPlace(db, to), selectFile(db, id)]);
  const place = getPlace(places.rows, to);
  const [file] = files.rows;
  if (place.rival !== null && place.rival !== id) throw pathTaken();
  if (file === undefined) throw notFound('The requested file does not exist.');
  await runTogether(db, [
    db.updateTable('files').set({ folder_id: place.folder_id, name: to.name }).where('id', '=', id),
    ...(to.name === file.name ? [] : replaceWords(db, { ...file, name: to.name })),
    touchCurrent(db, id, at),
    changeCards(['folder_id', 'name', 'updated_at'], sql`v.file_id = ${id}`),
  ]);
}

/** Writers take turns: a place that is free now is free until this one has ended. */
interface Place {
  readonly folder_id: FolderId;
  /** Who has it. */
  readonly rival: FileId | null;
}

function selectPlace(db: Db, { folderPath, name }: FilePlace): Statement<Place> {
  return db
    .selectFrom('folders as fo')
    .leftJoin('files as f', (join) => join.onRef('f.folder_id', '=', 'fo.id').on('f.name', '=', name))
    .select(['fo.id as folder_id', 'f.id as rival'])
    .where('fo.path', '=', folderPath);
}

function getPlace([place]: readonly Place[], { folderPath }: FilePlace): Place {
  if (place === undefined) throw notFound(`No folder found with folderPath ${folderPath}`);
  return place;
}

function pathTaken(): MediaError {
  return new MediaError('conflict', 'A file with the same name already exists at the exact location.');
}

function selectFile(db: Db, id: FileId): Statement<FileWithWords> {
  return db.selectFrom('files').select(['id', 'name', 'created_at']).where('id', '=', id);
}

function replaceWords(db: Db, file: FileWithWords): Statement[] {
  return [
    db.deleteFrom('file_tokens').where('file_id', '=', file.id),
    ...insertRows(db, { file_tokens: makeFileWords(file) }),
  ];
}

function touchCurrent(db: Db, id: FileId, at: Date): Statement {
  return db
    .updateTable('versions')
    .set((eb) => ({ updated_at: at.getTime(), revision: eb('revision', '+', 1) }))
    .where('file_id', '=', id)
    .where('is_current', '=', literalOne);
}
