/** Columns of `versions` that a multiplied one takes over. */
const takenOver = `number, is_current, superseded_order, revision, blob_hash, size_bytes, facts, mime, kind, width, height,
  custom_coordinates, description, is_private, is_published, created_at, updated_at, file_created_at, format,
  has_alpha, taken_at, latitude, longitude, created_by`;

const cardTakenOver = `is_current, created_at, updated_at, size_bytes, width, height, is_image, is_private, is_published, is_tagged,
  has_keywords, has_alpha, format, taken_at, latitude, longitude, created_by`;

export interface Multiplication {
  /** Full path of a folder that holds one file, and is to hold folders with many of its like. */
  readonly folderPath: string;
  readonly folders: number;
  readonly files: number;
}

/**
 * Statements, the same on every database, that make of one file as many as are wanted, in folders `f0`, `f1` … Past the
 * program: uploading as many would take longer than what is measured.
 */
export function multiplyFile({ folderPath, folders, files }: Multiplication): string[] {
  const id = (prefix: number, number: string) =>
    `'${prefix}' || substr('00000000000000000000000' || ${number}, length('' || ${number}) + 1)`;
  const numbers = (count: number) =>
    `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`;
  const one = `(select f.id from files f join folders fo on fo.id = f.folder_id where fo.path = '${folderPath}')`;
  const each = numbers(files);
  const key = `(select key from versions where file_id = ${one})`;
  const said = (table: string, columns: string, own = '', ownValues = '') =>
    `${each} insert into ${table} (version_key, ${own} ${columns})
      select ${id(3, 'i')}, ${ownValues} ${columns} from n cross join ${table} t where t.version_key = ${key}`;
  return [
    `${numbers(folders)} insert into folders (id, parent_id, name, path, created_at, updated_at)
      select ${id(1, 'i')}, p.id, 'f' || i, p.path || '/f' || i, p.created_at, p.updated_at
      from n cross join folders p where p.path = '${folderPath}'`,
    `${each} insert into files (id, folder_id, name, created_at, highest_version_number)
      select ${id(2, 'i')}, ${id(1, `(i % ${folders})`)}, 'file-' || i || '.jpg', created_at, 1
      from n cross join files f where f.id = ${one}`,
    `${each} insert into file_tokens (file_id, token, total, file_created_at)
      select ${id(2, 'i')}, token, total, file_created_at from n cross join file_tokens t where t.file_id = ${one}`,
    `${each} insert into versions (key, id, file_id, delivery_token, ${takenOver})
      select ${id(3, 'i')}, ${id(2, 'i')}, ${id(2, 'i')}, ${id(4, 'i')}, ${takenOver}
      from n cross join versions v where v.key = ${key}`,
    said('version_tags', 'position, tag'),
    said('version_tokens', 'field, token, total, file_created_at', 'file_id,', `${id(2, 'i')},`),
    said(
      'cards',
      cardTakenOver,
      'file_id, folder_id, name,',
      `${id(2, 'i')}, ${id(1, `(i % ${folders})`)}, 'file-' || i || '.jpg',`,
    ),
  ];
}
