import type { AssetQuery } from '../../src/domain/asset.ts';
import { makeLibrary, nameWords, tags } from './make-library.ts';
import { makeWords } from './vocabulary.ts';

/** One request, as `GET /v1/files` would make it. */
export interface Question extends Partial<Omit<AssetQuery, 'search'>> {
  readonly searchQuery?: string;
}

export interface QueryClass {
  readonly name: string;
  readonly kind: 'list' | 'search';
  readonly questions: readonly Question[];
}

const brands = makeWords(500);
const tag = (rank: number) => JSON.stringify(tags[rank]);
const word = (rank: number) => JSON.stringify(nameWords[rank]);
const brand = (rank: number) => JSON.stringify(brands[rank]);
/** The largest first. */
const { folderPaths } = makeLibrary(0);
const page = { limit: 100, skip: 0 } as const;
const by = (sort: string): Pick<AssetQuery, 'sort'> => {
  const [direction, field] = sort.split(' ');
  return { sort: { direction, field } as AssetQuery['sort'] };
};
const searches = (...texts: string[]): Question[] => texts.map((searchQuery) => ({ searchQuery }));
/** In the orders that people sort found things by. */
const sorted = (...texts: string[]): Question[] =>
  searches(...texts).flatMap((question) =>
    ['asc created', 'desc created', 'asc name', 'desc size', 'desc updated'].map((sort) => ({
      ...question,
      ...by(sort),
    })),
  );

const everySort = ['name', 'created', 'updated', 'size', 'width', 'height'].flatMap((field) => [
  `asc ${field}`,
  `desc ${field}`,
]);

/** A library without these would be asked them all the same. */
export const queryClasses: readonly QueryClass[] = [
  list('list, 100 in every order', everySort.map(by)),
  list(
    'list, files and folders',
    everySort.map((sort) => ({ type: 'all', ...by(sort) })),
  ),
  list('list, older versions or folders alone', [
    { type: 'file-version' },
    { type: 'file-version', ...by('desc size') },
    { type: 'file-version', ...by('asc name') },
    { type: 'folder' },
    { type: 'folder', ...by('desc name') },
  ]),
  list('list, a page far down', [
    ...[10_000, 50_000].flatMap((skip) =>
      ['asc created', 'desc created', 'asc name', 'desc size'].map((sort) => ({ skip, ...by(sort) })),
    ),
  ]),
  list('list, by kind of file', [
    ...['image', 'non-image'].flatMap((fileType) =>
      ['asc created', 'desc created', 'asc name', 'desc size'].map((sort) => ({
        fileType: fileType as 'image',
        ...by(sort),
      })),
    ),
  ]),
  list('list, a folder: large, middling, small', [
    ...folders('asc created'),
    ...folders('desc created'),
    ...folders('asc name'),
    ...folders('desc size'),
    ...folders('desc updated'),
    ...folders('asc created').map((question) => ({ ...question, skip: 5000 })),
    ...folders('asc created').map((question) => ({ ...question, type: 'all' as const })),
    ...folders('asc created').map((question) => ({ ...question, fileType: 'non-image' as const })),
  ]),
  search('list, name= and tags=', [
    { name: 'nothing.jpg' },
    { anyTag: [String(tags[0])] },
    { anyTag: [String(tags[900]), String(tags[901])] },
  ]),
  search(
    'name =, IN, :',
    sorted(
      `name = "nothing.jpg"`,
      `name : ${word(0)}`,
      `name : ${word(300)}`,
      `name : ${word(9000)}`,
      `name : "${nameWords[5]?.slice(0, 2)}"`,
      `name : "zzz"`,
    ),
  ),
  search('name NOT =', sorted(`name NOT = "nothing.jpg"`)),
  search(
    'name HAS',
    sorted(
      `name HAS ${word(0)}`,
      `name HAS ${word(30)}`,
      `name HAS ${word(1000)}`,
      `name HAS ${word(15_000)}`,
      `name HAS "jpg"`,
      `name HAS "12"`,
      `name HAS "${nameWords[0]} ${nameWords[1]}"`,
      `name HAS "${nameWords[40]} ${nameWords[90]}"`,
      `name HAS "zzz"`,
    ),
  ),
  search(
    'name HAS, by relevance',
    relevance(
      `name HAS ${word(0)}`,
      `name HAS ${word(30)}`,
      `name HAS ${word(1000)}`,
      `name HAS "jpg"`,
      `name HAS "1"`,
      `name HAS "${nameWords[0]} ${nameWords[1]}"`,
      `name HAS "${nameWords[40]} ${nameWords[90]}"`,
      `name HAS "zzz"`,
    ),
  ),
  search(
    'tags IN',
    sorted(
      `tags IN [${tag(0)}]`,
      `tags IN [${tag(20)}]`,
      `tags IN [${tag(100)}, ${tag(101)}]`,
      `tags IN [${tag(1900)}]`,
      `tags IN ["zzz"]`,
    ),
  ),
  search(
    'tags IN AND tags IN',
    sorted(
      `tags IN [${tag(0)}] AND tags IN [${tag(1)}]`,
      `tags IN [${tag(10)}] AND tags IN [${tag(30)}]`,
      `tags IN [${tag(900)}] AND tags IN [${tag(1300)}]`,
    ),
  ),
  search('tags HAS', [
    ...sorted(`tags HAS ${tag(0)}`, `tags HAS ${tag(700)}`),
    ...relevance(`tags HAS ${tag(0)}`, `tags HAS ${tag(700)}`),
  ]),
  search(
    'tags NOT IN',
    sorted(
      `tags NOT IN [${tag(0)}]`,
      `tags NOT IN [${tags
        .slice(0, 40)
        .map((name) => JSON.stringify(name))
        .join()}]`,
    ),
  ),
  search('tags EXISTS, NOT EXISTS', sorted(`tags EXISTS`, `tags NOT EXISTS`)),
  search(
    'negated, with next to no result',
    sorted(
      `tags NOT IN [${tags
        .slice(0, 200)
        .map((name) => JSON.stringify(name))
        .join()}] AND tags EXISTS`,
      `tags NOT EXISTS AND tags IN [${tag(5)}]`,
    ),
  ),
  search(
    'id, createdBy',
    sorted(
      `id IN ["66a000000000000000000001"]`,
      `createdBy = "person7@example.com"`,
      `createdBy NOT = "person7@example.com"`,
      `createdBy = "nobody@example.com"`,
    ),
  ),
  search(
    'createdAt, updatedAt',
    sorted(
      `createdAt > "7d"`,
      `createdAt > "1y"`,
      `createdAt < "2y" AND createdAt > "25m"`,
      `updatedAt > "2d"`,
      `updatedAt > "3m"`,
      `updatedAt NOT = "2020-01-01"`,
    ),
  ),
  search(
    'size, width, height',
    sorted(
      `size > "1mb"`,
      `size > "100gb"`,
      `size < "3kb"`,
      `width = 1920`,
      `width > 5900`,
      `width > 3000 AND height < 400`,
      `height NOT = 1080`,
    ),
  ),
  search('format', sorted(`format = "jpg"`, `format IN ["svg", "txt"]`, `format = "tiff"`)),
  search(
    'private, published, transparency',
    sorted(
      `private = true`,
      `published = false`,
      `transparency = true`,
      `private = true AND published = false AND transparency = true`,
    ),
  ),
  search(
    'path',
    sorted(
      ...[0, 100, 3000].flatMap((rank) => [`path = "${folderPath(rank)}"`, `path : "${folderPath(rank)}"`]),
      `path NOT = "${folderPath(0)}"`,
      `path : "/zzz"`,
    ),
  ),
  search(
    'custom metadata, equal',
    sorted(
      `customMetadata.brand = ${brand(0)}`,
      `customMetadata.brand = ${brand(60)}`,
      `customMetadata.brand : "b"`,
      `customMetadata.season = "summer"`,
      `customMetadata.approved = true`,
      `customMetadata.channels IN ["tv"]`,
      `customMetadata.brand = "zzz"`,
    ),
  ),
  search(
    'custom metadata, compared',
    sorted(
      `customMetadata.price < 10`,
      `customMetadata.price > 100`,
      `customMetadata.shotOn > "1m"`,
      `customMetadata.price = 5`,
    ),
  ),
  search(
    'custom metadata, NOT and EXISTS',
    sorted(
      `customMetadata.brand NOT = ${brand(0)}`,
      `customMetadata.notes EXISTS`,
      `customMetadata.brand NOT EXISTS`,
    ),
  ),
  search('custom metadata HAS', [
    ...sorted(`customMetadata.notes HAS ${word(0)}`, `customMetadata.notes HAS ${word(2000)}`),
    ...relevance(`customMetadata.notes HAS ${word(0)}`),
  ]),
  search(
    'embedded metadata',
    sorted(
      `"embeddedMetadata.Keywords" IN ["${makeWords(800)[0]}"]`,
      `"embeddedMetadata.Keywords" HAS "${makeWords(800)[400]}"`,
      `"embeddedMetadata.DateTimeOriginal" > "1y"`,
      `"embeddedMetadata.DateTimeOriginal" EXISTS`,
      `"embeddedMetadata.LocationTaken" = "40,100 50km"`,
      `"embeddedMetadata.LocationTaken" = "30,-130|45,-110"`,
      `"embeddedMetadata.LocationTaken" EXISTS`,
    ),
  ),
  search(
    'type',
    sorted(
      `type = "file-version" AND size > "1mb"`,
      `type = "folder" AND name HAS "b"`,
      `type IN ["file", "file-version"] AND tags IN [${tag(50)}]`,
    ),
  ),
  search('several conditions', [
    ...sorted(
      `tags IN [${tag(0)}] AND size > "1mb" AND createdAt > "1y"`,
      `name HAS ${word(5)} AND format = "png" AND private = false`,
      `(tags IN [${tag(3)}] OR tags IN [${tag(9)}]) AND width > 1000 AND "customMetadata.season" = "summer"`,
      `path : "${folderPath(3)}" AND tags IN [${tag(2)}]`,
      `path : "${folderPath(0)}" AND name HAS ${word(20)}`,
      `tags IN [${tag(30)}] AND format = "txt"`,
      `format = "gif" AND "customMetadata.approved" = true AND height > 3000`,
      `customMetadata.season = "winter" AND customMetadata.channels IN ["tv"] AND customMetadata.brand = ${brand(3)}`,
      `format = "txt" AND width > 10`,
    ),
    ...relevance(`name HAS ${word(0)} OR tags HAS ${tag(0)}`, `name HAS ${word(3)} AND tags IN [${tag(0)}]`),
  ]),
  search('a page far down', [
    { searchQuery: `tags IN [${tag(0)}]`, skip: 10_000 },
    { searchQuery: `tags IN [${tag(20)}]`, skip: 5000 },
    { searchQuery: `format = "jpg"`, skip: 20_000 },
    { searchQuery: `name HAS ${word(0)}`, skip: 20_000 },
  ]),
];

function list(name: string, questions: readonly Question[]): QueryClass {
  return { name, kind: 'list', questions };
}

function search(name: string, questions: readonly Question[]): QueryClass {
  return { name, kind: 'search', questions };
}

function relevance(...texts: string[]): Question[] {
  return searches(...texts).map((question) => ({ ...question, ...by('desc relevance') }));
}

function folderPath(rank: number): string {
  return folderPaths[rank] ?? '/';
}

function folders(sort: string): Question[] {
  return [0, 100, 3000].map((rank) => ({ folderPath: folderPath(rank), ...by(sort) }));
}

/** What a request says when it says nothing. */
export function toQuery(question: Question): Omit<AssetQuery, 'search'> {
  const { searchQuery: _, ...rest } = question;
  return { type: 'file', fileType: 'all', ...by('asc created'), ...page, ...rest };
}
