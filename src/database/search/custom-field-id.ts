import { type RawBuilder, sql } from 'kysely';
import type { CustomMetadataField } from '../../domain/search-query.ts';

/** Names are never used twice, not even those of deleted fields. */
export function customFieldId({ key }: CustomMetadataField): RawBuilder<string> {
  return sql<string>`(select c.id from custom_fields as c where c.name = ${key} and c.deleted_at is null)`;
}
