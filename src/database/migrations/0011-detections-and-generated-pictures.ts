import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** What was found in pictures, and what was made from them: by content, so that a moved or copied file has it too. */
export async function detectionsAndGeneratedPictures({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('detections')
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('detector', 'text', (column) => column.notNull())
    .addColumn('found', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('detections_key', ['content_hash', 'subject'])
    .execute();
  await schema
    .createTable('generated_pictures')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('made_from', 'text', (column) => column.notNull())
    .addColumn('blob_hash', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  const index = (name: string, column: string) =>
    schema.createIndex(name).on('generated_pictures').column(column).execute();
  await index('generated_pictures_by_source', 'made_from');
  await index('generated_pictures_by_blob', 'blob_hash');
  await index('generated_pictures_by_created', 'created_at');
}
