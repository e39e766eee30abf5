import { expect, it } from 'vitest';
import { makeId } from '../../domain/ids.ts';
import type { MediaFile } from '../../domain/media-file.ts';
import type { Version } from '../../domain/version.ts';
import { addFile, dayOne, later, makeVersion } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function versionHistoryContract(subject: Subject): void {
  const superseded = (milliseconds: number) => ({ id: makeId<'version'>(dayOne), at: later(milliseconds) });
  const history = async ({ id }: Pick<MediaFile, 'id'>) =>
    (await subject.database.files.listVersions(id)).map(({ number }) => number);

  /** A file with so many versions, the highest one current. */
  async function addHistory(path: string, versions: number): Promise<MediaFile> {
    const { files } = subject.database;
    const { id } = await addFile(subject.database, path, { deliveryToken: `${path} 1` });
    for (let number = 2; number <= versions; number += 1) {
      const deliveryToken = `${path} ${number}`;
      await files.addVersion(makeVersion(id, { number, deliveryToken }), superseded(number));
    }
    return found(await files.find(id));
  }

  it('restores an older version under the id it has, and delivers it at once', async () => {
    const { files } = subject.database;
    const file = await addHistory('/a.jpg', 3);
    const oldest = found((await files.listVersions(file.id)).at(-1));
    const displaced = superseded(50);
    expect((await files.findForDelivery('/a.jpg'))?.current.number).toBe(3);
    await files.restoreVersion(oldest.key, displaced);
    const restored = { ...oldest, isCurrent: true, updatedAt: displaced.at };
    expect(await files.find(file.id)).toEqual({ ...file, current: restored });
    expect(await files.findForDelivery('/a.jpg')).toEqual({ ...file, current: restored });
    expect(await history(file)).toEqual([1, 3, 2]);
    expect((await files.listVersions(file.id))[1]).toEqual({
      ...file.current,
      id: displaced.id,
      isCurrent: false,
      createdAt: displaced.at,
    });
  });

  it.each([
    ['a version that is not there', () => makeId<'version-key'>(dayOne)],
    ['the current version', (file: MediaFile) => file.current.key],
  ])('refuses to restore %s', async (_, keyOf) => {
    const file = await addHistory('/a.jpg', 2);
    const restoring = subject.database.files.restoreVersion(keyOf(file), superseded(1));
    await expect(restoring).rejects.toMatchObject({ code: 'not_found' });
    expect(await subject.database.files.find(file.id)).toEqual(file);
  });

  it('deletes an older version, and never gives its number again', async () => {
    const { files } = subject.database;
    const file = await addHistory('/a.jpg', 2);
    const [, older] = await files.listVersions(file.id);
    expect(await files.deleteVersion(found(older).key)).toBe(true);
    expect(await files.deleteVersion(found(older).key)).toBe(false);
    expect(await history(file)).toEqual([2]);
    expect(await files.isBlobInUse(found(older).blobHash)).toBe(false);
    expect(await files.findForDelivery('/a.jpg', '/a.jpg 1')).toBeUndefined();
  });

  it('does not delete the current version', async () => {
    const file = await addHistory('/a.jpg', 1);
    expect(await subject.database.files.deleteVersion(file.current.key)).toBe(false);
    expect(await subject.database.files.find(file.id)).toEqual(file);
  });

  it('adds an older version as the latest of them', async () => {
    const { files } = subject.database;
    const file = await addHistory('/a.jpg', 2);
    const older = makeVersion(file.id, { id: makeId(dayOne), number: 5, isCurrent: false });
    await files.addOlderVersion(older);
    expect(await files.find(file.id)).toEqual(file);
    expect((await files.listVersions(file.id))[1]).toEqual(older);
    expect(await history(file)).toEqual([2, 5, 1]);
    expect(await files.highestVersionNumber(file.id)).toBe(5);
  });

  it('remembers the highest number when a lower one comes after it', async () => {
    const { files } = subject.database;
    const file = await addHistory('/a.jpg', 1);
    await files.addVersion(makeVersion(file.id, { number: 7 }), superseded(1));
    await files.addOlderVersion(makeVersion(file.id, { id: makeId(dayOne), number: 3, isCurrent: false }));
    expect(await files.highestVersionNumber(file.id)).toBe(7);
  });

  it('merges a file into another, and delivers it there at once', async () => {
    const { files } = subject.database;
    const from = await addHistory('/from.jpg', 3);
    const into = await addHistory('/into.jpg', 2);
    const [current, second, first] = (await files.listVersions(from.id)) as [Version, Version, Version];
    const formerCurrent = superseded(50);
    await files.findForDelivery('/from.jpg');
    await files.merge({
      from: from.id,
      into: into.id,
      numbers: new Map([
        [first.key, 3],
        [second.key, 4],
        [current.key, 5],
      ]),
      superseded: formerCurrent,
    });
    const stays = { fileId: into.id };
    const merged = { ...current, ...stays, number: 5, updatedAt: formerCurrent.at };
    expect(await files.find(into.id)).toEqual({ ...into, current: { ...merged, id: into.id } });
    const [, ...older] = await files.listVersions(into.id);
    expect(older.slice(0, 3)).toEqual([
      { ...second, ...stays, number: 4 },
      { ...first, ...stays, number: 3 },
      { ...into.current, id: formerCurrent.id, isCurrent: false, createdAt: formerCurrent.at },
    ]);
    expect(await history(into)).toEqual([5, 4, 3, 2, 1]);
    expect(await files.highestVersionNumber(into.id)).toBe(5);
    expect(await files.find(from.id)).toBeUndefined();
    expect(await files.findForDelivery('/from.jpg')).toBeUndefined();
    expect((await files.findForDelivery('/into.jpg'))?.current).toEqual({ ...merged, id: into.id });
    expect((await files.findForDelivery('/into.jpg', '/from.jpg 1'))?.current.fileId).toBe(into.id);
  });

  it.each<[string, (from: MediaFile) => MediaFile]>([
    [
      'a version without a number',
      (from) => ({ ...from, current: { ...from.current, key: makeId(dayOne) } }),
    ],
    ['a file that is not there', (from) => ({ ...from, id: makeId(dayOne) })],
  ])('refuses a merge of %s, and changes nothing', async (_, change) => {
    const { files } = subject.database;
    const from = await addHistory('/from.jpg', 1);
    const into = await addHistory('/into.jpg', 1);
    const { id, current } = change(from);
    const numbers = new Map([[current.key, 2]]);
    const merging = files.merge({ from: id, into: into.id, numbers, superseded: superseded(1) });
    await expect(merging).rejects.toThrow();
    expect(await files.find(from.id)).toEqual(from);
    expect(await files.find(into.id)).toEqual(into);
  });
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('It is not there.');
  return value;
}
