import type { Asset, AssetQuery } from '../domain/asset.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database } from '../domain/database.ts';
import type { SearchQuery } from '../domain/search-query.ts';
import { parseQuery } from '../search/parse-query.ts';

/** A list request whose search is still a text. */
export interface ListRequest extends Omit<AssetQuery, 'search'> {
  readonly searchQuery?: string;
}

export type ListAssets = (request: ListRequest) => Promise<Asset[]>;

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
}

/** One page of the library. An unknown folder is an empty page (spec library-api §3.1). */
export function createListAssets(parts: Parts): ListAssets {
  return async ({ searchQuery, ...query }) => {
    if (searchQuery === undefined) return parts.database.assets.list(query);
    return parts.database.assets.list({ ...query, search: await readSearch(parts, searchQuery) });
  };
}

/** Fields that are deleted are as good as unknown (spec search §4.9). */
async function readSearch({ database, clock }: Parts, searchQuery: string): Promise<SearchQuery> {
  const fields = await database.customFields.list({ includeDeleted: false });
  const customFields = new Map(fields.map(({ name, schema }) => [name, schema.type]));
  return parseQuery(searchQuery, { now: clock.now(), customFields });
}
