import type { CustomField, CustomMetadata } from '../../src/domain/custom-field.ts';
import type { NewFile } from '../../src/domain/database.ts';
import type { FileId, VersionId } from '../../src/domain/ids.ts';
import type { Version } from '../../src/domain/version.ts';
import { createSeededRandom, type SeededRandom } from '../../src/search/seeded-random.contract.ts';
import { createContents } from './make-content.ts';
import { createZipf, makeWords } from './vocabulary.ts';

/** The moment at which the library is asked. */
export const libraryNow = new Date('2026-06-30T12:00:00.000Z');

const days = 3 * 365;
const millisecondsPerDay = 86_400_000;
const folderCount = 5000;

export interface LibraryFile {
  readonly file: NewFile;
  readonly older: readonly Version[];
}

export interface Library {
  readonly customFields: readonly CustomField[];
  /** Parents before their children. */
  readonly folderPaths: readonly string[];
  /** In the order of their creation; as many as are taken. */
  readonly files: Iterable<LibraryFile>;
}

/** Tags and words by rank: those that come first are everywhere. */
export const tags = makeWords(2000);
export const nameWords = makeWords(30_000).slice(2000);

/** A library that is the same at every run: words, folders and tags by Zipf, files over three years. */
export function makeLibrary(size: number): Library {
  const random = createSeededRandom(20_260_630);
  const folderPaths = makeFolderPaths(random);
  return { customFields, folderPaths, files: makeFiles(size, folderPaths, random) };
}

const select = (...selectOptions: string[]) => ({ selectOptions });
const customFields: readonly CustomField[] = [
  field(1, 'brand', { type: 'Text' }),
  field(2, 'notes', { type: 'Textarea' }),
  field(3, 'price', { type: 'Number' }),
  field(4, 'shotOn', { type: 'Date' }),
  field(5, 'approved', { type: 'Boolean' }),
  field(6, 'season', { type: 'SingleSelect', ...select('spring', 'summer', 'autumn', 'winter') }),
  field(7, 'channels', { type: 'MultiSelect', ...select('web', 'print', 'shop', 'social', 'press', 'tv') }),
];

function field(number: number, name: string, schema: CustomField['schema']): CustomField {
  return { id: `c${number}` as CustomField['id'], name, label: name, schema };
}

/** One to four levels. */
function makeFolderPaths(random: SeededRandom): string[] {
  const words = makeWords(3000);
  const paths: string[] = [];
  const known = new Set<string>();
  while (paths.length < folderCount) {
    const depth = paths.length < 20 ? 1 : 1 + random.below(4);
    const parent = depth === 1 ? '' : random.pick(paths);
    const path = `${parent}/${random.pick(words)}`;
    if (path.split('/').length > 5 || known.has(path)) continue;
    known.add(path);
    paths.push(path);
  }
  return paths;
}

function* makeFiles(
  size: number,
  folderPaths: readonly string[],
  random: SeededRandom,
): Generator<LibraryFile> {
  const nextId = createIds(random);
  const nextFolder = createZipf(folderPaths, random);
  const nextWord = createZipf(nameWords, random);
  const nextContent = createContents(random);
  const nextDetails = createDetails(random);
  for (let number = 1; number <= size; number += 1) {
    const createdAt = momentOf(number, size, random);
    const content = nextContent();
    const fileId: FileId = nextId(createdAt);
    const words = Array.from({ length: 2 + random.below(3) }, nextWord);
    const separator = random.pick(['-', '_', ' ']);
    const name = `${[...words, number].join(separator)}.${content.extension}`;
    const folderPath = random.oneIn(200) ? '/' : nextFolder();
    const versions = random.oneIn(12) ? 2 + random.below(3) : 1;
    const version = (at: number): Version => {
      const isCurrent = at === versions;
      const moment = new Date(createdAt + (versions - at) * 1000);
      const isChanged = isCurrent && random.oneIn(5);
      const later = createdAt + random.below(Math.max(1, libraryNow.getTime() - createdAt));
      return {
        key: nextId(createdAt),
        id: isCurrent ? (fileId as string as VersionId) : nextId(createdAt),
        fileId,
        number: at,
        isCurrent,
        blobHash: hexOf(64, random),
        sizeBytes: content.sizeBytes,
        facts: content.facts,
        details: nextDetails(),
        deliveryToken: hexOf(32, random),
        createdAt: moment,
        updatedAt: isChanged ? new Date(later) : moment,
        ...(random.oneIn(3) && { createdBy: `person${random.below(50)}@example.com` }),
      };
    };
    const older = Array.from({ length: versions - 1 }, (_, index) => version(index + 1));
    yield {
      file: { id: fileId, folderPath, name, createdAt: new Date(createdAt), current: version(versions) },
      older,
    };
  }
}

/** Rising, now and then several at once, as an import makes them. */
function momentOf(number: number, size: number, random: SeededRandom): number {
  const share = (number - (random.oneIn(10) ? number % 20 : 0)) / size;
  return Math.floor(libraryNow.getTime() - (1 - share) * days * millisecondsPerDay) - 3_600_000;
}

type NextId = <Id extends string>(milliseconds: number) => Id;

/** As `makeId` makes them: the second, then sixteen random digits. */
function createIds(random: SeededRandom): NextId {
  return <Id extends string>(milliseconds: number) => {
    const second = Math.floor(milliseconds / 1000)
      .toString(16)
      .padStart(8, '0');
    return `${second}${hexOf(16, random)}` as Id;
  };
}

/** `length`: a multiple of eight. */
function hexOf(length: number, random: SeededRandom): string {
  let text = '';
  while (text.length < length)
    text += random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return text;
}

function createDetails(random: SeededRandom): () => Version['details'] {
  const nextTag = createZipf(tags, random);
  const nextBrand = createZipf(makeWords(500), random);
  const nextWord = createZipf(nameWords, random);
  const nextMachineTag = createZipf(tags.slice(500, 900), random);
  const some = <Value>(times: number, make: () => Value) => (random.oneIn(times) ? [make()] : []);
  const metadata = (): CustomMetadata =>
    Object.fromEntries([
      ...some(2, () => ['brand', nextBrand()]),
      ...some(5, () => ['notes', Array.from({ length: 4 + random.below(8) }, nextWord).join(' ')]),
      ...some(2, () => ['price', random.below(100_000) / 100]),
      ...some(3, () => [
        'shotOn',
        new Date(libraryNow.getTime() - random.below(1500) * millisecondsPerDay).toISOString(),
      ]),
      ...some(2, () => ['approved', random.oneIn(2)]),
      ...some(3, () => ['season', random.pick(['spring', 'summer', 'autumn', 'winter'])]),
      ...some(4, () => [
        'channels',
        ['web', 'print', 'shop', 'social', 'press', 'tv'].filter(() => random.oneIn(3)),
      ]),
    ]);
  return () => ({
    tags: [...new Set(Array.from({ length: random.below(6) }, nextTag))],
    aiTags: random.oneIn(3)
      ? [...new Set(Array.from({ length: 1 + random.below(3) }, nextMachineTag))].map((name) => ({
          name,
          confidence: 50 + random.below(50),
          source: 'tagger',
        }))
      : [],
    customMetadata: metadata(),
    ...(random.oneIn(10) && { description: Array.from({ length: 6 }, nextWord).join(' ') }),
    isPrivate: random.oneIn(20),
    isPublished: !random.oneIn(30),
  });
}
