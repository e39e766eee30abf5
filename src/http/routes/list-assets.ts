import type { Static } from 'typebox';
import type { Asset, AssetQuery, AssetType, SortField } from '../../domain/asset.ts';
import { normalizePath } from '../../domain/names.ts';
import type { ListAssets, ListRequest } from '../../library/list-assets.ts';
import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import { presentFile } from '../presenters/present-file.ts';
import { presentFolder } from '../presenters/present-folder.ts';
import { AssetList, type FileObject, type FolderObject } from '../schemas/file.ts';
import { ListQuery } from '../schemas/list-query.ts';
import { refusals } from '../schemas/refusals.ts';

const schema = {
  operationId: 'list-and-search-assets',
  summary: 'List and search assets',
  description:
    'Files by default; folders or versions by `type`. `path` looks into one folder, `searchQuery` everywhere or below `path`, for example `size > "1MB" AND tags IN ["cat"]`.',
  tags: ['Files'],
  querystring: ListQuery,
  examples: [{ query: { path: '/press-kit', sort: 'DESC_CREATED', limit: 10 } }],
  response: {
    200: AssetList,
    ...refusals({ invalid: 'A parameter is wrong, or the query cannot be read.' }),
  },
};

const defaultLimit = 1000;

export function routeListAssets(
  app: App,
  parts: { readonly listAssets: ListAssets; readonly addresses: Addresses },
): void {
  app.get('/files', { schema }, async (request) => {
    const assets = await parts.listAssets(readListQuery(request.query));
    return assets.map((asset) => presentAsset(asset, parts.addresses.endpoint));
  });
}

function readListQuery(query: Static<typeof ListQuery>): ListRequest {
  const tags = query.tags?.split(',').flatMap((tag) => tag.trim() || []) ?? [];
  return {
    type: (query.type as AssetType | undefined) ?? (query.includeFolder ? 'all' : 'file'),
    fileType: (query.fileType as AssetQuery['fileType'] | undefined) ?? 'all',
    sort: readSort(query.sort ?? 'ASC_CREATED'),
    limit: query.limit ?? defaultLimit,
    // Databases count rows in 64 bits: behind the last one there is nothing, however far (`skip=1e20`).
    skip: Math.min(query.skip ?? 0, Number.MAX_SAFE_INTEGER),
    ...(query.path === undefined ? {} : { folderPath: normalizePath(query.path) }),
    ...(tags.length === 0 ? {} : { anyTag: tags }),
    ...(query.name === undefined ? {} : { name: query.name }),
    ...(query.searchQuery === undefined ? {} : { searchQuery: query.searchQuery }),
  };
}

function readSort(text: string): AssetQuery['sort'] {
  const [direction = '', field = ''] = text.toLowerCase().split('_');
  return { field: field as SortField, direction: direction as 'asc' | 'desc' };
}

function presentAsset(asset: Asset, endpoint: string): FileObject | FolderObject {
  if (asset.type === 'folder') return presentFolder(asset.folder);
  return presentFile(asset.file, endpoint, asset.type === 'file' ? asset.file.current : asset.version);
}
