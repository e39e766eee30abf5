import { expect, it } from 'vitest';
import type { FileCopy } from '../../domain/database.ts';
import { type FileId, type FolderId, makeDeliveryToken, makeId, type VersionId } from '../../domain/ids.ts';
import type { MediaFile } from '../../domain/media-file.ts';
import { parseQuery } from '../../search/parse-query.ts';
import { addFile, dayOne, imageFacts, later, makeVersion } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function folderCopiesContract(subject: Subject): void {
  /** With everything that can be said of a version. */
  async function addRichFile(path: string): Promise<MediaFile> {
    const field = {
      id: makeId<'custom-field'>(dayOne),
      name: 'brand',
      label: path,
      schema: { type: 'Text' },
    } as const;
    const known = await subject.database.customFields.list({ includeDeleted: false });
    if (known.length === 0) await subject.database.customFields.insert(field, dayOne);
    const exif = {
      image: { XPKeywords: 'harbour;night' },
      exif: { DateTimeOriginal: '2020:01:02 03:04:05' },
      thumbnail: {},
      gps: {},
      interoperability: {},
      makernote: {},
    };
    return addFile(subject.database, path, {
      facts: { ...imageFacts(40, 30), exif },
      createdBy: 'a@b.example',
      details: {
        tags: ['red', 'blue'],
        aiTags: [{ name: 'Boat', confidence: 97.5, source: 'google-auto-tagging' }],
        customMetadata: { brand: 'Blue Nile' },
        customCoordinates: '1,2,3,4',
        description: 'A boat',
        isPrivate: true,
        isPublished: false,
      },
    });
  }

  const addOlder = async (id: FileId, number: number, at = later(number)) => {
    const version = makeVersion(id, { number, details: { tags: [`v${number}`] } });
    await subject.database.files.addVersion(version, { id: makeId(dayOne), at });
  };

  async function makeCopies(ids: readonly FileId[], includeOlder: boolean): Promise<FileCopy[]> {
    const places = await subject.database.files.listVersionKeys(ids, { includeOlder });
    return ids.map((from) => {
      const id = makeId<'file'>(dayOne);
      const versions = places
        .filter(({ fileId }) => fileId === from)
        .map(({ key, isCurrent }, index) => ({
          from: key,
          key: makeId<'version-key'>(dayOne),
          id: isCurrent ? (id as string as VersionId) : makeId<'version'>(dayOne),
          number: index + 1,
          deliveryToken: makeDeliveryToken(),
        }));
      return { from, id, versions };
    });
  }

  const select = async (query: string) => {
    const customFields = new Map([['brand', 'Text']] as const);
    const found = await subject.database.assets.list({
      type: 'file',
      fileType: 'all',
      search: parseQuery(query, { now: dayOne, customFields }),
      sort: { field: 'created', direction: 'asc' },
      limit: 100,
      skip: 0,
    });
    return found.map((asset) => (asset.type === 'folder' ? '' : asset.file.id));
  };

  it('lists the files of a folder by name, page by page, with their namesakes elsewhere', async () => {
    const { files, folders } = subject.database;
    for (const name of ['b.jpg', 'a.jpg', 'é.jpg', 'Z.jpg']) await addFile(subject.database, `/from/${name}`);
    await addFile(subject.database, '/from/nested/c.jpg');
    const rival = await addFile(subject.database, '/to/b.jpg');
    await addFile(subject.database, '/other/a.jpg');
    const [from, to] = [await folders.ensure('/from', dayOne), await folders.ensure('/to', dayOne)];
    const page = (after: string, limit: number) =>
      files.listBeside(from.id, { rivalsIn: to.id, after, limit });
    expect((await page('', 3)).map(({ name }) => name)).toEqual(['Z.jpg', 'a.jpg', 'b.jpg']);
    expect(await page('a.jpg', 1)).toEqual([
      { id: expect.any(String), name: 'b.jpg', versions: 1, rival: rival.id },
    ]);
    expect((await page('b.jpg', 3)).map(({ name }) => name)).toEqual(['é.jpg']);
    expect(await page('é.jpg', 3)).toEqual([]);
  });

  it('moves many files at once, and changes nothing else of them', async () => {
    const { database } = subject;
    const moved = [await addRichFile('/from/a.jpg'), await addFile(database, '/from/b.jpg')];
    const left = await addFile(database, '/from/c.jpg');
    await database.files.findForDelivery('/from/a.jpg');
    const to = await database.folders.ensure('/to', dayOne);
    await database.files.moveAll(
      moved.map(({ id }) => id),
      to.id,
    );
    for (const file of moved) {
      const there = { ...file, folderId: to.id, folderPath: '/to' };
      expect(await database.files.find(file.id)).toEqual(there);
      expect(await database.files.findForDelivery(`/to/${file.name}`)).toEqual(there);
      expect(await database.files.findForDelivery(`/from/${file.name}`)).toBeUndefined();
    }
    expect(await database.files.find(left.id)).toEqual(left);
    await database.files.moveAll([], to.id);
  });

  it('copies the current version of many files with all that is said of it', async () => {
    const { database } = subject;
    const rich = await addRichFile('/from/boat at night.jpg');
    const plain = await addFile(database, '/from/plain.jpg');
    await addOlder(plain.id, 2);
    const to = await database.folders.ensure('/to', dayOne);
    const copies = await makeCopies([rich.id, plain.id], false);
    await database.files.copyAll(copies, to.id, later(50));
    const copy = await database.files.findByPath('/to/boat at night.jpg');
    expect(copy).toEqual({
      ...rich,
      id: copies[0]?.id,
      folderId: to.id,
      folderPath: '/to',
      createdAt: later(50),
      current: {
        ...rich.current,
        fileId: copies[0]?.id,
        ...copies[0]?.versions.map(({ from: _, ...own }) => own)[0],
        createdAt: later(50),
        updatedAt: later(50),
      },
    });
    expect(await database.files.findForDelivery('/to/boat at night.jpg')).toEqual(copy);
    expect(await database.files.find(rich.id)).toEqual(rich);
    expect((await database.files.findByPath('/to/plain.jpg'))?.current.details.tags).toEqual(['v2']);
    expect(await database.files.countVersions(copies[1]?.id as FileId)).toBe(1);
    expect(await database.files.highestVersionNumber(copies[1]?.id as FileId)).toBe(1);
  });

  it.each([
    'tags IN ["red"]',
    'tags IN ["Boat"]',
    'name HAS "night"',
    'tags HAS "boat"',
    '"customMetadata.brand" = "Blue Nile"',
    'private = true',
    'createdBy = "a@b.example"',
    'format = "jpg"',
    'width = 40',
  ])('finds a copy by %s where its original is found', async (query) => {
    const { database } = subject;
    const rich = await addRichFile('/from/boat at night.jpg');
    const to = await database.folders.ensure('/to', dayOne);
    const copies = await makeCopies([rich.id], false);
    await database.files.copyAll(copies, to.id, later(50));
    expect(await select(query)).toEqual([rich.id, copies[0]?.id]);
  });

  it('copies older versions in their order, the same one current', async () => {
    const { database } = subject;
    const { files } = database;
    const file = await addFile(database, '/from/a.jpg', { details: { tags: ['v1'] } });
    for (const number of [2, 3, 5]) await addOlder(file.id, number);
    const second = (await files.listVersions(file.id)).find(({ number }) => number === 2);
    if (second !== undefined) {
      await files.restoreVersion(second.key, { id: makeId(dayOne), at: later(9) });
    }
    const to = await database.folders.ensure('/to', dayOne);
    const [copy] = await makeCopies([file.id], true);
    if (copy !== undefined) await files.copyAll([copy], to.id, later(50));
    const tagsOf = async (id?: FileId) =>
      (await files.listVersions(id as FileId)).map(({ details }) => details.tags[0]);
    expect(await tagsOf(file.id)).toEqual(['v2', 'v5', 'v3', 'v1']);
    expect(await tagsOf(copy?.id)).toEqual(['v2', 'v5', 'v3', 'v1']);
    expect(await files.highestVersionNumber(copy?.id as FileId)).toBe(4);
  });

  it('goes on its own way: a copy may be changed and deleted without its original', async () => {
    const { database } = subject;
    const rich = await addRichFile('/from/a.jpg');
    const to = await database.folders.ensure('/to', dayOne);
    const copies = await makeCopies([rich.id], false);
    await database.files.copyAll(copies, to.id, later(50));
    expect(await database.files.delete(copies[0]?.id as FileId)).toBe(true);
    expect(await database.files.find(rich.id)).toEqual(rich);
    expect(await select('tags IN ["red"]')).toEqual([rich.id]);
  });

  it('refuses a taken name, and copies nothing', async () => {
    const { database } = subject;
    const files = [await addFile(database, '/from/a.jpg'), await addFile(database, '/from/b.jpg')];
    await addFile(database, '/to/b.jpg');
    const to = (await database.folders.findByPath('/to'))?.id as FolderId;
    const copies = await makeCopies(
      files.map(({ id }) => id),
      true,
    );
    await expect(database.files.copyAll(copies, to, dayOne)).rejects.toThrow();
    expect(await database.assets.countFiles()).toBe(3);
    await database.files.copyAll([], to, dayOne);
  });
}
