import type { Folder } from './folder.ts';
import type { MediaFile } from './media-file.ts';
import type { Version } from './version.ts';

/** What the library lists (spec library-api §3.1). */
export type Asset =
  | { readonly type: 'file'; readonly file: MediaFile }
  | { readonly type: 'file-version'; readonly file: MediaFile; readonly version: Version }
  | { readonly type: 'folder'; readonly folder: Folder };

export type AssetType = 'file' | 'file-version' | 'folder' | 'all';
export type SortField = 'name' | 'created' | 'updated' | 'height' | 'width' | 'size';

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
  /** Ties are broken by id, in the same direction, so that pages never overlap. */
  readonly sort: { readonly field: SortField; readonly direction: 'asc' | 'desc' };
  readonly limit: number;
  readonly skip: number;
}
