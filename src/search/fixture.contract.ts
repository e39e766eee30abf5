import type { CustomFieldType } from '../domain/custom-field.ts';
import type { SearchContent, SearchRecord } from './search-record.contract.ts';

/** The twelve assets of spec search §10, by their keys, and the account they live in. */
export const fixtureNow = new Date('2026-06-30T12:00:00.000Z');

export const fixtureCustomFields: ReadonlyMap<string, CustomFieldType> = new Map([
  ['brand', 'Text'],
  ['notes', 'Textarea'],
  ['price', 'Number'],
  ['shotOn', 'Date'],
  ['approved', 'Boolean'],
  ['season', 'SingleSelect'],
  ['channels', 'MultiSelect'],
] as const);

export const fixtureMeanings = { now: fixtureNow, customFields: fixtureCustomFields };

/** Schemas of the two select fields. */
export const fixtureOptions = {
  season: ['summer', 'winter', 2025, 2026, true],
  channels: ['web', 'print', 7, true],
} as const;

export const fixture = {
  F1: {
    ...file('66a000000000000000000001', '/', 'red-dress-summer.jpg', '2026-06-29T09:00:00Z'),
    createdBy: 'ana@example.com',
    customMetadata: {
      brand: 'Nike',
      notes: 'Black cotton, red lining',
      price: 49.5,
      shotOn: '2026-05-01T10:00:00Z',
      approved: true,
      season: 'summer',
      channels: ['web'],
    },
    content: {
      ...image('jpg', 524288, 1200, 1600),
      hasTransparency: false,
      tags: ['sale', 'summer'],
      aiTags: ['Dress', 'Red'],
      keywords: ['luxury', 'dress'],
      dateTimeOriginal: new Date('2026-05-01T10:00:00Z'),
      location: { latitude: 40, longitude: 100 },
    },
  },
  F2: {
    ...file('66a000000000000000000002', '/products', 'red-dress-winter.png', '2026-06-20T12:00:00Z'),
    updatedAt: new Date('2026-06-28T12:00:00Z'),
    createdBy: 'bob@example.com',
    customMetadata: { brand: 'nike', price: -5, season: 'winter', channels: ['print', 7] },
    content: {
      ...image('png', 2097152, 800, 1000),
      hasTransparency: true,
      isPrivate: true,
      tags: ['winter', 'big-banner'],
    },
  },
  F3: {
    ...file('66a000000000000000000003', '/products/shoes', 'Red_Shoes.webp', '2026-05-15T00:00:00Z'),
    customMetadata: { approved: true, price: 500, season: 2026, channels: [true] },
    content: {
      ...image('webp', 10240, 500, 500),
      hasTransparency: false,
      isPublished: false,
      aiTags: ['Shoe'],
      location: { latitude: 40.02, longitude: 100.03 },
    },
  },
  F4: {
    ...file('66a000000000000000000004', '/products', 'redwoods.jpg', '2025-06-30T12:00:00Z'),
    customMetadata: { brand: 'Acme "Outdoor" Co' },
    content: {
      ...image('jpg', 5242880, 3000, 2000),
      hasTransparency: false,
      tags: ['forest', 'Sale'],
      keywords: ['trees'],
      dateTimeOriginal: new Date('2020-01-01T00:00:00Z'),
      location: { latitude: 37, longitude: -122 },
    },
  },
  F5: {
    ...file('66a000000000000000000005', '/products/shoes', 'banner.gif', '2026-06-01T00:00:00Z'),
    customMetadata: { price: 500, season: 'summer' },
    content: {
      ...image('gif', 153600, 600, 200),
      hasTransparency: true,
      tags: ['banner', 'summer-sale'],
    },
  },
  F6: {
    ...file('66a000000000000000000006', '/productions', 'hero.svg', '2026-06-30T11:30:00Z'),
    createdBy: 'ana@example.com',
    customMetadata: { approved: false, season: true, notes: 'Dark red hero art' },
    content: { ...image('svg', 4096, 1920, 1080), hasTransparency: true, tags: ['hero'] },
  },
  F7: {
    ...file('66a000000000000000000007', '/productions', 'intro.mp4', '2020-01-01T00:00:00Z'),
    customMetadata: { brand: 'Nikon', channels: ['web', 'print'] },
    content: { ...image('mp4', 10485760, 1280, 720), isImage: false, tags: ['sale'] },
  },
  F8: {
    ...file('66a000000000000000000008', '/', 'read_me.txt', '2019-12-31T23:59:59Z'),
    content: content('txt', 1024),
  },
  V1: {
    ...file('66a000000000000000000001', '/', 'red-dress-summer.jpg', '2026-06-10T00:00:00Z'),
    type: 'file-version',
    versionId: '66a0000000000000000000f1',
    customMetadata: { brand: 'Puma' },
    content: { ...image('jpg', 262144, 600, 800), hasTransparency: false, tags: ['sale'] },
  },
  D1: {
    ...folder('66b000000000000000000001', '/', 'products', '2019-12-01T00:00:00Z'),
    customMetadata: { brand: 'Nike' },
  },
  D2: folder('66b000000000000000000002', '/products', 'shoes', '2019-12-01T00:00:01Z'),
  D3: folder('66b000000000000000000003', '/', 'productions', '2019-12-01T00:00:02Z'),
} as const satisfies Record<string, SearchRecord>;

export const fixtureRecords: readonly SearchRecord[] = Object.values(fixture);

/** `F1 V1`: the keys of these records, in their order. */
export function keysOf(records: readonly SearchRecord[]): string {
  const known: [string, SearchRecord][] = Object.entries(fixture);
  return records.map((record) => known.find(([, one]) => one === record)?.[0]).join(' ');
}

function file(id: string, folderPath: string, name: string, createdAt: string): SearchRecord {
  return { ...asset(id, folderPath, name, createdAt), type: 'file' };
}

function folder(id: string, folderPath: string, name: string, createdAt: string): SearchRecord {
  return { ...asset(id, folderPath, name, createdAt), type: 'folder' };
}

function asset(id: string, folderPath: string, name: string, createdAt: string) {
  const at = new Date(createdAt);
  return { id, folderPath, name, createdAt: at, updatedAt: at, customMetadata: {} };
}

function content(format: string, sizeBytes: number): SearchContent {
  return {
    isImage: false,
    format,
    sizeBytes,
    isPrivate: false,
    isPublished: true,
    tags: [],
    aiTags: [],
    keywords: [],
  };
}

function image(format: string, sizeBytes: number, width: number, height: number): SearchContent {
  return { ...content(format, sizeBytes), isImage: true, width, height };
}
