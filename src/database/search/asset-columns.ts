import { sql } from 'kysely';
import type { Column } from './compare-values.ts';
import type { Kind } from './kind.ts';

/** Where each kind of asset keeps what all of them have. `v` a version, `f` its file, `fo` a folder. */
export interface AssetColumns {
  readonly name: Column;
  readonly id: Column;
  /** Id of the folder that contains it. */
  readonly folder: Column;
  readonly createdAt: Column;
  readonly updatedAt: Column;
}

const file = {
  name: sql.ref('f.name'),
  id: sql.ref('v.file_id'),
  folder: sql.ref('f.folder_id'),
  updatedAt: sql.ref('v.updated_at'),
};

export const assetColumns: Readonly<Record<Kind, AssetColumns>> = {
  file: { ...file, createdAt: sql.ref('v.file_created_at') },
  /** An older version counts from the moment it was superseded. */
  'file-version': { ...file, createdAt: sql.ref('v.created_at') },
  folder: {
    name: sql.ref('fo.name'),
    id: sql.ref('fo.id'),
    folder: sql.ref('fo.parent_id'),
    createdAt: sql.ref('fo.created_at'),
    updatedAt: sql.ref('fo.updated_at'),
  },
};
