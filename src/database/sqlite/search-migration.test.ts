import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { rootFolderId } from '../../domain/folder.ts';
import { parseQuery } from '../../search/parse-query.ts';
import { migrations } from '../migrations/migrations.ts';
import { openSqlite } from './open-sqlite.ts';
import { openWriter } from './sqlite-connection.ts';
import { createSqliteKysely } from './sqlite-kysely.ts';

const exif = {
  image: { XPKeywords: 'luxury;red dress' },
  exif: { DateTimeOriginal: '2020:01:02 03:04:05' },
  gps: { GPSLatitude: [40, 30, 0], GPSLatitudeRef: 'S', GPSLongitude: [100, 0, 0], GPSLongitudeRef: 'E' },
};
const image = { format: 'jpeg', width: 4, height: 3, hasAlpha: false };

it('finds files that were there before it could search', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'calotype-migration-'));
  const path = join(folder, 'library.db');
  await makeOldLibrary(path);
  const database = await openSqlite({ path });
  for (const searchQuery of [
    'name HAS "summer ph"',
    'tags HAS "sale" AND tags HAS "cat"',
    '"customMetadata.brand" HAS "nike"',
    '"embeddedMetadata.Keywords" IN ["red dress"]',
    '"embeddedMetadata.Keywords" HAS "dress"',
    '"embeddedMetadata.DateTimeOriginal" = "2020-01-02T03:04:05"',
    '"embeddedMetadata.LocationTaken" = "-40.5,100 1km"',
    'format = "jpg" AND transparency = false',
    'tags EXISTS AND size = 9 AND width = 4 AND private = false',
    'createdAt = "1970-01-01T00:00:01"',
  ]) {
    const meanings = { now: new Date(), customFields: new Map([['brand', 'Text'] as const]) };
    const found = await database.assets.list({
      type: 'file',
      fileType: 'image',
      sort: { field: 'created', direction: 'asc' },
      limit: 10,
      skip: 0,
      search: parseQuery(searchQuery, meanings),
    });
    expect(found, searchQuery).toHaveLength(1);
  }
  await database.close();
  await rm(folder, { recursive: true });
});

async function makeOldLibrary(path: string): Promise<void> {
  const writer = openWriter(path);
  const db = createSqliteKysely(writer);
  for (const { name, up } of migrations) if (name < '0004') await up(db);
  writer.close();
  const raw = new DatabaseSync(path);
  raw.exec(`create table migrations (name text primary key not null, applied_at bigint not null);
    insert into migrations values ('0001-library', 0), ('0003-custom-metadata', 0)`);
  raw
    .prepare('insert into files values (?, ?, ?, ?, ?)')
    .run('f1', rootFolderId, 'Summer_photo.jpg', 1000, 1);
  raw
    .prepare(`insert into versions (key, id, file_id, number, is_current, revision, blob_hash, size_bytes, facts, mime, kind,
      width, height, is_private, is_published, delivery_token, created_at, updated_at)
      values ('v1', 'f1', 'f1', 1, 1, 1, 'hash', 9, ?, 'image/jpeg', 'image', 4, 3, 0, 1, 'token', 1000, 1000)`)
    .run(JSON.stringify({ mime: 'image/jpeg', kind: 'image', image, exif }));
  raw.exec(`insert into version_tags values ('v1', 0, 'Summer-Sale');
    insert into version_ai_tags values ('v1', 0, 'Cat', 90, 'test');
    insert into custom_fields values ('c1', 'brand', 'Brand', null, 'Text', '{"type":"Text"}', 1, 0, null);
    insert into version_custom_metadata values ('v1', 'c1', 0, 'Nike Air', null, null, null)`);
  raw.close();
}
