import type { SelectOption } from '../domain/custom-field.ts';
import { joinPath } from '../domain/names.ts';
import { fixtureOptions } from './fixture.contract.ts';
import type { SearchContent, SearchRecord } from './search-record.contract.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.contract.ts';

/** A library with the custom fields of the fixture: values repeat, so that ties and long answers are common. */
export function makeRandomRecords({
  seed,
  files,
}: {
  readonly seed: number;
  readonly files: number;
}): SearchRecord[] {
  const random = createSeededRandom(seed);
  const folders = makeFolders(random);
  const paths = ['/', ...folders.map(({ folderPath, name }) => joinPath(folderPath, name))];
  const records: SearchRecord[] = [...folders];
  for (let number = 1; number <= files; number += 1) {
    const folderPath = random.pick(paths);
    records.push(...makeFile(random, { number, folderPath }));
  }
  return records;
}

const words = ['red', 'Red', 'reddish', 'dress', 'summer', 'été', 'Größe', '漢字', 'sale', 'b2', '😀'];

function makeFolders(random: SeededRandom): SearchRecord[] {
  const top = ['a', 'ab', 'Red', 'sale-2026', 'Größe'].map((name) => makeFolder(random, '/', name));
  const nested = ['/a', '/ab', '/a/b'].flatMap((path) => [
    makeFolder(random, path, 'b'),
    makeFolder(random, path, 'Z_red'),
  ]);
  return [...top, ...nested];
}

function makeFolder(random: SeededRandom, folderPath: string, name: string): SearchRecord {
  const createdAt = someMoment(random);
  return {
    type: 'folder',
    id: '',
    folderPath,
    name,
    createdAt,
    updatedAt: createdAt,
    customMetadata: {},
  };
}

function makeFile(
  random: SeededRandom,
  place: { readonly number: number; readonly folderPath: string },
): SearchRecord[] {
  const base = {
    id: idOf(place.number, 0),
    folderPath: place.folderPath,
    name: `${random.pick(words)}${random.pick(['_', '-', '.'])}${random.pick(words)}${place.number}.jpg`.replace(
      '😀',
      '_',
    ),
  };
  const older = Array.from({ length: random.oneIn(5) ? 1 + random.below(3) : 0 }, (_, index) => ({
    ...base,
    ...makeVersion(random),
    type: 'file-version' as const,
    versionId: idOf(place.number, index + 1),
  }));
  return [{ ...base, ...makeVersion(random), type: 'file' }, ...older];
}

function idOf(number: number, version: number): string {
  return `66a0000000${version.toString(16).padStart(2, '0')}${(number * 7919).toString(16).padStart(12, '0')}`;
}

function makeVersion(random: SeededRandom) {
  return {
    createdAt: someMoment(random),
    updatedAt: someMoment(random),
    ...(random.oneIn(3) ? { createdBy: random.pick(['ana@example.com', 'bob@example.com']) } : {}),
    customMetadata: makeCustomMetadata(random),
    content: makeContent(random),
  };
}

const day = 86_400_000;

/** Mostly one of a few: equals are what an order has to part. */
function someMoment(random: SeededRandom): Date {
  const days = Date.parse('2026-06-30T12:00:00.000Z') - day * random.below(12) * 40;
  return new Date(random.oneIn(4) ? days - random.below(day) : days);
}

function makeCustomMetadata(random: SeededRandom): SearchRecord['customMetadata'] {
  const some = <Value>(value: Value) => (random.oneIn(2) ? [value] : []);
  const sentence = () => Array.from({ length: 1 + random.below(4) }, () => random.pick(words)).join(' ');
  const entries = [
    ...some([
      'brand',
      random.pick(['Nike', 'nike', 'Nikon', '', `${'long '.repeat(30)}${random.pick(words)}`]),
    ]),
    ...some(['notes', sentence()]),
    ...some(['price', random.pick([-5, 0, 49.5, 500, 1e15])]),
    ...some(['shotOn', random.pick(['2026-05-01T10:00:00Z', '2026-05-01', '2020-02-29T23:59:59.999+05:30'])]),
    ...some(['approved', random.oneIn(2)]),
    ...some(['season', random.pick<SelectOption>(fixtureOptions.season)]),
    ...some(['channels', fixtureOptions.channels.filter(() => random.oneIn(2))]),
  ];
  return Object.fromEntries(entries.filter(([, value]) => !Array.isArray(value) || value.length > 0));
}

function makeContent(random: SeededRandom): SearchContent {
  const kind = random.pick(['picture', 'picture', 'picture', 'broken', 'other']);
  const size = { sizeBytes: random.pick([0, 1024, 10_240, 153_600, 2_097_152, 5_242_880, 3 * 2 ** 32]) };
  const rest = { ...size, ...makeFlags(random), ...makeTags(random), ...makeEmbedded(random) };
  if (kind === 'other') return { ...rest, isImage: false, format: random.pick(['mp4', 'txt', 'pdf']) };
  if (kind === 'broken') return { ...rest, isImage: true, format: 'bmp' };
  return {
    ...rest,
    isImage: true,
    format: random.pick(['jpg', 'png', 'webp', 'gif', 'svg', 'avif']),
    width: random.pick([200, 500, 1200, 3000]),
    height: random.pick([200, 500, 1600]),
    hasTransparency: random.oneIn(2),
  };
}

function makeFlags(random: SeededRandom) {
  return { isPrivate: random.oneIn(4), isPublished: !random.oneIn(4) };
}

function makeTags(random: SeededRandom) {
  const tags = () =>
    Array.from({ length: random.below(4) }, () => `${random.pick(words)}${random.pick(['', '-sale', ' x'])}`);
  return { tags: tags(), aiTags: random.oneIn(3) ? tags() : [] };
}

function makeEmbedded(random: SeededRandom) {
  return {
    keywords: random.oneIn(3) ? [...new Set([random.pick(words), `${random.pick(words)} light`])] : [],
    ...(random.oneIn(2) ? { dateTimeOriginal: someMoment(random) } : {}),
    ...(random.oneIn(2)
      ? {
          location: {
            latitude: random.pick([40, 40.02, -12.5, 0, 90]),
            longitude: random.pick([100, 100.03, -122, 0]),
          },
        }
      : {}),
  };
}
