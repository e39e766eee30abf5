import type { Asset, AssetQuery } from '../domain/asset.ts';
import type { Database } from '../domain/database.ts';

export type ListAssets = (query: AssetQuery) => Promise<Asset[]>;

/** One page of the library. An unknown folder is an empty page (spec library-api §3.1). */
export function createListAssets({ database }: { readonly database: Database }): ListAssets {
  return (query) => database.assets.list(query);
}
