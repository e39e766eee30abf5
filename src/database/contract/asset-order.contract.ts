import { expect, it } from 'vitest';
import type { Asset, AssetQuery, SortField } from '../../domain/asset.ts';
import { makeId } from '../../domain/ids.ts';
import {
  addFile,
  dayOne,
  imageFacts,
  later,
  makeVersion,
  plainDetails,
  textFacts,
} from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function assetOrderContract(subject: Subject): void {
  it.each<[SortField, 'asc' | 'desc', string[]]>([
    ['name', 'asc', ['B.jpg', 'Z', 'a.jpg', 'c.txt', 'é.jpg']],
    ['name', 'desc', ['é.jpg', 'c.txt', 'a.jpg', 'Z', 'B.jpg']],
    ['created', 'asc', ['Z', 'é.jpg', 'a.jpg', 'B.jpg', 'c.txt']],
    ['created', 'desc', ['c.txt', 'B.jpg', 'a.jpg', 'é.jpg', 'Z']],
    ['updated', 'asc', ['Z', 'a.jpg', 'B.jpg', 'c.txt', 'é.jpg']],
    ['updated', 'desc', ['é.jpg', 'c.txt', 'B.jpg', 'a.jpg', 'Z']],
    ['size', 'asc', ['a.jpg', 'c.txt', 'é.jpg', 'B.jpg', 'Z']],
    ['size', 'desc', ['B.jpg', 'é.jpg', 'c.txt', 'a.jpg', 'Z']],
    ['width', 'asc', ['B.jpg', 'é.jpg', 'a.jpg', 'Z', 'c.txt']],
    ['width', 'desc', ['a.jpg', 'é.jpg', 'B.jpg', 'Z', 'c.txt']],
    ['height', 'asc', ['a.jpg', 'B.jpg', 'é.jpg', 'Z', 'c.txt']],
    ['height', 'desc', ['é.jpg', 'B.jpg', 'a.jpg', 'Z', 'c.txt']],
  ])('sorts by %s, %s; what has no value comes last', async (field, direction, expected) => {
    await fill(subject);
    expect(await namesOf(subject, { sort: { field, direction } })).toEqual(expected);
    const files = expected.filter((name) => name !== 'Z');
    expect(await namesOf(subject, { type: 'file', sort: { field, direction } })).toEqual(files);
    expect(await namesOf(subject, { folderPath: '/', sort: { field, direction } })).toEqual(expected);
  });

  it('sorts a file by its first upload, an older version by the moment it was superseded', async () => {
    const first = await addFile(subject.database, '/a.jpg', { createdAt: later(1) });
    const second = await addFile(subject.database, '/b.jpg', { createdAt: later(2) });
    for (const [file, at] of [[first, later(9)] as const, [second, later(5)] as const]) {
      const version = makeVersion(file.id, { number: 2, createdAt: at });
      await subject.database.files.addVersion(version, { id: makeId(at), at });
    }
    const sort = { field: 'created', direction: 'asc' } as const;
    expect(await namesOf(subject, { type: 'file', sort })).toEqual(['a.jpg', 'b.jpg']);
    expect(await namesOf(subject, { type: 'file-version', sort })).toEqual(['b.jpg', 'a.jpg']);
  });

  const pages = (['file', 'folder', 'all', 'file-version'] as const).flatMap((type) =>
    (['name', 'created', 'updated', 'size', 'width', 'height'] as const).flatMap((field) => [
      [type, field, 'asc'] as const,
      [type, field, 'desc'] as const,
    ]),
  );
  it('parts equals by rising ids in either direction, so that pages never overlap', async () => {
    await fillWithEquals(subject);
    for (const [type, field, direction] of pages) {
      const query = { type, name: 'same', sort: { field, direction } };
      const whole = await list(subject, query);
      const paged: Asset[] = [];
      for (let skip = 0; skip < whole.length; skip += 3)
        paged.push(...(await list(subject, { ...query, skip, limit: 3 })));
      expect(paged, `${type} by ${field} ${direction}`).toEqual(whole);
      expect(new Set(whole.map(idOf)).size).toBe(whole.length);
      if (type === 'all') continue;
      // Older versions are parted by the ids of their files first.
      const ids = type === 'file-version' ? whole.map(fileAndVersionOf) : whole.map(idOf);
      expect(ids, `${type} by ${field} ${direction}`).toEqual(ids.toSorted());
    }
  });

  it('parts equals by creation before ids, rising in either direction', async () => {
    const byCreation = [1, 2, 3].map((millisecond) => later(-millisecond));
    for (const createdAt of byCreation) {
      await addFile(subject.database, `/${createdAt.getTime()}.jpg`, { createdAt, updatedAt: dayOne });
    }
    const names = byCreation.toReversed().map((createdAt) => `${createdAt.getTime()}.jpg`);
    for (const field of ['updated', 'size', 'width', 'height', 'relevance'] as const) {
      for (const direction of ['asc', 'desc'] as const) {
        expect(await namesOf(subject, { type: 'file', sort: { field, direction } })).toEqual(names);
      }
    }
  });

  it('gives no more than was asked for, and nothing past the end', async () => {
    await fill(subject);
    expect(await namesOf(subject, { limit: 2, skip: 1 })).toEqual(['Z', 'a.jpg']);
    expect(await namesOf(subject, { limit: 2, skip: 4 })).toEqual(['é.jpg']);
    expect(await namesOf(subject, { limit: 2, skip: 5 })).toEqual([]);
    expect(await namesOf(subject, { limit: 1, skip: 1_000_000 })).toEqual([]);
  });
}

/** Each sort gives another order. Ids rise with the second of creation. */
async function fill({ database }: Subject): Promise<void> {
  await database.folders.ensure('/Z', later(-1000));
  const add = async (
    name: string,
    created: number,
    updated: number,
    sizeBytes: number,
    facts = textFacts,
  ) => {
    const file = await addFile(database, `/${name}`, { createdAt: later(1000 * created), sizeBytes, facts });
    await database.files.updateDetails(file.current.key, plainDetails, { at: later(updated) });
  };
  await add('B.jpg', 3, 6002, 900, imageFacts(100, 200));
  await add('a.jpg', 2, 6001, 5, imageFacts(3000, 90));
  await add('c.txt', 4, 6003, 60);
  await add('é.jpg', 1, 6004, 700, imageFacts(200, 1000));
}

/** Four folders called same with a file each, and older versions, all alike but for the ids. */
async function fillWithEquals({ database }: Subject): Promise<void> {
  for (const folder of ['/p', '/q', '/r', '/s']) {
    const path = `${folder}/same`;
    await database.folders.ensure(path, dayOne);
    const file = await addFile(database, `${path}/same`);
    for (const number of [2, 3]) {
      await database.files.addVersion(makeVersion(file.id, { number }), { id: makeId(dayOne), at: dayOne });
    }
  }
}

function list({ database }: Subject, query: Partial<AssetQuery>): Promise<Asset[]> {
  const byName = { field: 'name', direction: 'asc' } as const;
  return database.assets.list({ type: 'all', fileType: 'all', sort: byName, limit: 1000, skip: 0, ...query });
}

async function namesOf(subject: Subject, query: Partial<AssetQuery>): Promise<string[]> {
  const assets = await list(subject, query);
  return assets.map((asset) => (asset.type === 'folder' ? asset.folder.name : asset.file.name));
}

function idOf(asset: Asset): string {
  if (asset.type === 'folder') return asset.folder.id;
  return asset.type === 'file' ? asset.file.id : asset.version.id;
}

function fileAndVersionOf(asset: Asset): string {
  return asset.type === 'folder' ? asset.folder.id : `${asset.file.id} ${idOf(asset)}`;
}
