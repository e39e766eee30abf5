import { makeFileWords, makeFolderWords } from '../../src/database/make-words.ts';
import { fromCustomField } from '../../src/database/map-custom-metadata.ts';
import type { Tables } from '../../src/database/tables.ts';
import { makeVersionRows, type VersionRows } from '../../src/database/version-rows.ts';
import { rootFolderId } from '../../src/domain/folder.ts';
import { type FolderId, makeId } from '../../src/domain/ids.ts';
import { splitPath } from '../../src/domain/names.ts';
import { libraryNow, makeLibrary } from './make-library.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** Takes rows by the thousand, past the repositories: a million uploads would take hours. */
export interface BulkWriter {
  insert(table: string, rows: readonly Row[]): Promise<void>;
  /** Makes indexes, and gathers what the database wants to know of its tables. */
  finish(): Promise<void>;
}

const filesAtOnce = 2000;

/** Fills an empty library with the rows that the repositories would write. */
export async function seed(writer: BulkWriter, size: number): Promise<void> {
  const { customFields, folderPaths, files } = makeLibrary(size);
  const createdAt = libraryNow.getTime() - 4 * 365 * 86_400_000;
  await writer.insert(
    'custom_fields',
    customFields.map((field, index) => ({
      ...fromCustomField(field),
      id: field.id,
      name: field.name,
      created_order: index + 1,
      created_at: createdAt,
    })),
  );
  const folderIds = await seedFolders(writer, folderPaths, createdAt);
  const live = customFields.map(({ id, name, schema }) => ({ id, name, type: schema.type }));
  let batch = new Batch();
  let done = 0;
  for (const { file, older } of files) {
    const place = { id: file.id, name: file.name, created_at: file.createdAt.getTime() };
    const placed = { ...place, folder_id: folderIds.get(file.folderPath) ?? rootFolderId };
    batch.add({
      files: [{ ...placed, highest_version_number: file.current.number }],
      file_tokens: makeFileWords(place),
    });
    for (const version of [...older, file.current]) {
      const supersededOrder = version.isCurrent ? null : version.number;
      const rows = makeVersionRows(version, { file: place, fields: live, supersededOrder });
      batch.add({ ...rows, cards: rows.versions.map((row) => makeCard(row, placed, rows)) });
    }
    done += 1;
    if (done % filesAtOnce !== 0) continue;
    await batch.writeTo(writer);
    batch = new Batch();
    if (done % 100_000 === 0) process.stderr.write(`  ${done.toLocaleString('en')} files\n`);
  }
  await batch.writeTo(writer);
}

/** What writeCards makes, row by row: a statement for all of them would write each index at random. */
function makeCard(
  version: Tables['versions'],
  file: Pick<Tables['files'], 'folder_id' | 'name' | 'created_at'>,
  { version_tags, version_ai_tags, version_keywords }: VersionRows,
): Tables['cards'] {
  const isCurrent = version.is_current === 1;
  return {
    version_key: version.key,
    file_id: version.file_id,
    version_id: isCurrent ? null : version.id,
    is_current: version.is_current,
    folder_id: file.folder_id,
    name: file.name,
    created_at: isCurrent ? file.created_at : version.created_at,
    updated_at: version.updated_at,
    size_bytes: version.size_bytes,
    width: version.width,
    height: version.height,
    is_image: version.kind === 'image' ? 1 : 0,
    is_private: version.is_private,
    is_published: version.is_published,
    is_tagged: version_tags.length + version_ai_tags.length > 0 ? 1 : 0,
    has_keywords: version_keywords.length > 0 ? 1 : 0,
    has_alpha: version.has_alpha,
    format: version.format,
    taken_at: version.taken_at,
    latitude: version.latitude,
    longitude: version.longitude,
    created_by: version.created_by,
  };
}

async function seedFolders(
  writer: BulkWriter,
  paths: readonly string[],
  createdAt: number,
): Promise<Map<string, FolderId>> {
  const ids = new Map<string, FolderId>([['/', rootFolderId]]);
  for (const path of paths) ids.set(path, makeId(new Date(createdAt)));
  const folders = paths.map((path, index) => {
    const { folderPath, name } = splitPath(path);
    const time = createdAt + index * 1000;
    return {
      id: ids.get(path) ?? '',
      parent_id: ids.get(folderPath) ?? null,
      name,
      path,
      created_at: time,
      updated_at: time,
    };
  });
  await writer.insert('folders', folders);
  await writer.insert(
    'folder_tokens',
    folders.flatMap(({ id, name }) => makeFolderWords(id as FolderId, name) as readonly unknown[] as Row[]),
  );
  return ids;
}

class Batch {
  readonly #tables = new Map<string, Row[]>();

  add(rows: { readonly [Table in keyof Tables]?: readonly unknown[] }): void {
    for (const [table, more] of Object.entries(rows)) {
      const known = this.#tables.get(table);
      if (known === undefined) this.#tables.set(table, [...(more as Row[])]);
      else known.push(...(more as Row[]));
    }
  }

  async writeTo(writer: BulkWriter): Promise<void> {
    for (const [table, rows] of this.#tables) await writer.insert(table, rows);
  }
}
