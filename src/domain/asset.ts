import type { Folder } from './folder.ts';
import type { MediaFile } from './media-file.ts';
import type { SearchQuery } from './search-query.ts';
import type { Version } from './version.ts';

/** What the library lists (spec library-api §3.1). */
export type Asset =
  | { readonly type: 'file'; readonly file: MediaFile }
  | { readonly type: 'file-version'; readonly file: MediaFile; readonly version: Version }
  | { readonly type: 'folder'; readonly folder: Folder };

export type AssetType = 'file' | 'file-version' | 'folder' | 'all';
/** `relevance`: how well the full texts of the search are met; without any, all are equal (spec search §7). */
export type SortField = 'name' | 'created' | 'updated' | 'height' | 'width' | 'size' | 'relevance';

/** A list request with nothing left to decide. */
export interface AssetQuery {
  readonly type: AssetType;
  /** Only direct children of this folder (normalised path). Absent: the whole library. */
  readonly folderPath?: string;
  readonly fileType: 'all' | 'image' | 'non-image';
  /** Any of these, among user tags or AI tags. */
  readonly anyTag?: readonly string[];
  /** Exact name. */
  readonly name?: string;
  /**
   * Where its tree is given, it decides alone: `type`, `anyTag` and `name` are not looked at, and older versions are
   * listed only if it mentions the type (spec search §2).
   */
  readonly search?: SearchQuery;
  /**
   * What has no such value comes last. Ties are broken by creation, then id, then id of the version, each rising in
   * either direction, so that pages never overlap (spec search §7).
   */
  readonly sort: { readonly field: SortField; readonly direction: 'asc' | 'desc' };
  readonly limit: number;
  readonly skip: number;
}
