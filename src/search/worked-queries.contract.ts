import type { AssetQuery } from '../domain/asset.ts';

/** Spec search §11: queries without other parameters, and the keys of the fixture that each selects, as a set. */
export const workedQueries: readonly (readonly [searchQuery: string, selects: string])[] = [
  ['name = "red-dress-summer.jpg"', 'F1'],
  ['name = "Red-dress-summer.jpg"', ''],
  ['name : "red"', 'F1 F2 F4'],
  ['name NOT = "red-dress-summer.jpg" AND name : "red-dress"', 'F2'],
  ['name IN ["products", "shoes", "nothing-here"]', 'D1 D2'],
  ['name HAS "red dress"', 'F1 F2'],
  ['name HAS "RED"', 'F1 F2 F3 F4'],
  ['name HAS "shoes r"', 'F3'],
  ['tags IN ["sale", "winter"]', 'F1 F2 F7'],
  ['tags IN ["Shoe"]', 'F3'],
  ['tags NOT IN ["sale", "Sale"]', 'F2 F3 F5 F6 F8'],
  ['tags HAS "sale"', 'F1 F4 F5 F7'],
  ['tags EXISTS AND path = "/products/shoes"', 'F3 F5'],
  ['tags NOT EXISTS', 'F8'],
  ['type = "folder"', 'D1 D2 D3'],
  ['type IN ["file", "file-version"] AND name = "red-dress-summer.jpg"', 'F1 V1'],
  ['type NOT = "folder" AND tags IN ["sale"]', 'F1 F7 V1'],
  ['id IN ["66a000000000000000000001", "66b000000000000000000003"]', 'F1 D3'],
  ['createdAt > "7d"', 'F1 F6'],
  ['createdAt >= "1y"', 'F1 F2 F3 F4 F5 F6'],
  ['createdAt < 2020-01-01', 'F8 D1 D2 D3'],
  ['createdAt = "2020-01-01"', 'F7'],
  ['updatedAt > "4d" AND createdAt < "1w"', 'F2'],
  ['width > 500 AND height > 500', 'F1 F2 F4 F6'],
  ['height NOT = 500', 'F1 F2 F4 F5 F6'],
  ['size <= "10kb"', 'F3 F6 F8'],
  ['size >= "2mb" AND size < "5mb"', 'F2'],
  ['size IN [1024, "512kb"]', 'F1 F8'],
  [`format IN ['jpg', 'webp'] AND published = true`, 'F1 F4'],
  ['private = false AND transparency = true', 'F5 F6'],
  ['transparency = false', 'F1 F3 F4'],
  ['path = "products"', 'F2 F4 D2'],
  ['path : "/products/"', 'F2 F3 F4 F5 D2'],
  ['path NOT IN ["/", "/products/shoes"]', 'F2 F4 F6 F7 D2'],
  ['createdBy = "ana@example.com" AND "customMetadata.brand" EXISTS', 'F1'],
  ['"customMetadata.brand" = "Nike"', 'F1 D1'],
  ['"customMetadata.brand" : "Nik"', 'F1 F7 D1'],
  ['"customMetadata.brand" = "Acme \\"Outdoor\\" Co"', 'F4'],
  ['"customMetadata.notes" HAS "red"', 'F1 F6'],
  ['"customMetadata.price" > -10 AND "customMetadata.price" < 50', 'F1 F2'],
  ['"customMetadata.season" = true OR "customMetadata.season" >= 2000', 'F3 F6'],
  ['"customMetadata.channels" IN ["web", 7, true]', 'F1 F2 F3 F7'],
  ['type = "file" AND "customMetadata.channels" NOT IN ["web"]', 'F2 F3 F4 F5 F6 F8'],
  ['"customMetadata.approved" = true AND "customMetadata.shotOn" NOT EXISTS', 'F3'],
  ['"embeddedMetadata.Keywords" IN ["luxury", "trees"]', 'F1 F4'],
  ['"embeddedMetadata.DateTimeOriginal" > "1y"', 'F1'],
  ['"embeddedMetadata.LocationTaken" = "40,100 5km"', 'F1 F3'],
  ['"embeddedMetadata.LocationTaken" = "30,-130|45,-110"', 'F4'],
  ['tags IN ["sale"] OR tags IN ["banner"] AND size < "1mb"', 'F1 F5 F7'],
  ['(tags IN ["sale"] OR tags IN ["banner"]) AND size < "1mb"', 'F1 F5'],
  [`createdAt >= '2d' OR size < '2mb' OR format='png'`, 'F1 F2 F3 F5 F6 F8'],
  ['"tags" IN ["hero"]', 'F6'],
];

/** Normalised as the routes do it. */
export interface WorkedRequest extends Partial<AssetQuery> {
  readonly searchQuery?: string;
  /** In this order where the request has a sort of its own. */
  readonly selects: string;
}

/** The second half of §11, P1 to P14. */
export const workedRequests: readonly WorkedRequest[] = [
  { folderPath: '/products', searchQuery: 'name : "red"', selects: 'F2 F4' },
  { folderPath: '/', searchQuery: 'type = "folder"', selects: 'D1 D3' },
  { folderPath: '/products', searchQuery: 'type = "folder" AND name = "shoes"', selects: 'D2' },
  { fileType: 'image', folderPath: '/products/shoes', searchQuery: 'createdAt > "2y"', selects: 'F3 F5' },
  { fileType: 'non-image', searchQuery: 'createdAt < 2020-06-01', selects: 'F7 F8' },
  { type: 'folder', anyTag: ['hero'], name: 'x', searchQuery: 'createdAt > "7d"', selects: 'F1 F6' },
  { selects: 'F1 F2 F3 F4 F5 F6 F7 F8' },
  { type: 'all', selects: 'F1 F2 F3 F4 F5 F6 F7 F8 D1 D2 D3' },
  { type: 'file-version', selects: 'V1' },
  { anyTag: ['sale', 'Shoe'], selects: 'F1 F3 F7' },
  { folderPath: '/products', type: 'all', selects: 'F2 F4 D2' },
  { sort: by('relevance', 'desc'), searchQuery: 'name HAS "red"', selects: 'F3 F2 F1 F4' },
  { sort: by('size', 'desc'), type: 'all', selects: 'F7 F4 F2 F1 F5 F3 F6 F8 D1 D2 D3' },
  { sort: by('name', 'asc'), limit: 2, skip: 1, selects: 'F5 F6' },
];

function by(
  field: AssetQuery['sort']['field'],
  direction: AssetQuery['sort']['direction'],
): AssetQuery['sort'] {
  return { field, direction };
}
