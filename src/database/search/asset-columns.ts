import { sql } from 'kysely';
import type { Column } from './compare-values.ts';
import type { Kind } from './kind.ts';

/** Where each kind of asset keeps what all of them have. `card` a version's, `fo` a folder. */
export interface AssetColumns {
  readonly name: Column;
  readonly id: Column;
  /** Id of the folder that contains it. */
  readonly folder: Column;
  readonly createdAt: Column;
  readonly updatedAt: Column;
}

const card: AssetColumns = {
  name: sql.ref('card.name'),
  id: sql.ref('card.file_id'),
  folder: sql.ref('card.folder_id'),
  createdAt: sql.ref('card.created_at'),
  updatedAt: sql.ref('card.updated_at'),
};

export const assetColumns: Readonly<Record<Kind, AssetColumns>> = {
  file: card,
  'file-version': card,
  folder: {
    name: sql.ref('fo.name'),
    id: sql.ref('fo.id'),
    folder: sql.ref('fo.parent_id'),
    createdAt: sql.ref('fo.created_at'),
    updatedAt: sql.ref('fo.updated_at'),
  },
};
