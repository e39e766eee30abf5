import { expect, it } from 'vitest';
import type { Database } from '../../domain/database.ts';
import { makeId } from '../../domain/ids.ts';
import type { MediaFile } from '../../domain/media-file.ts';
import type { Version } from '../../domain/version.ts';
import { addFile, dayOne, later, makeVersion, plainDetails, type Sample } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function versionsContract(subject: Subject): void {
  it('keeps the file and its id when a version is added (spec library-api §2.2)', async () => {
    const file = await addFile(subject.database, '/a.jpg', { details: { tags: ['first'] } });
    const { version } = await addNext(subject.database, file, { number: 2, createdAt: later(10) });
    expect(await subject.database.files.find(file.id)).toEqual({ ...file, current: version });
    expect(version.id).toBe(file.id);
  });

  it('gives the displaced version a fresh id and the moment it was superseded', async () => {
    const file = await addFile(subject.database, '/a.jpg', { details: { tags: ['first'] } });
    const { version, superseded } = await addNext(subject.database, file, {
      number: 2,
      createdAt: later(10),
    });
    expect(await subject.database.files.listVersions(file.id)).toEqual([
      version,
      { ...file.current, id: superseded.id, isCurrent: false, createdAt: superseded.at },
    ]);
  });

  it('lists the current version, then the latest superseded, although all are of one millisecond', async () => {
    const file = await addFile(subject.database, '/a.jpg');
    for (const number of [2, 3, 4, 5]) await addNext(subject.database, file, { number });
    const versions = await subject.database.files.listVersions(file.id);
    expect(versions.map((version) => version.number)).toEqual([5, 4, 3, 2, 1]);
    expect(versions.map((version) => version.isCurrent)).toEqual([true, false, false, false, false]);
  });

  it('lists nothing for a file that is not there', async () => {
    const { files } = subject.database;
    const id = makeId<'file'>(dayOne);
    expect(await files.listVersions(id)).toEqual([]);
    expect(await files.countVersions(id)).toBe(0);
    expect(await files.highestVersionNumber(id)).toBe(0);
  });

  it('counts versions and remembers the highest number', async () => {
    const { files } = subject.database;
    const file = await addFile(subject.database, '/a.jpg');
    await addNext(subject.database, file, { number: 2 });
    await addNext(subject.database, file, { number: 3 });
    expect(await files.countVersions(file.id)).toBe(3);
    expect(await files.highestVersionNumber(file.id)).toBe(3);
  });

  it('refuses a version of a file that is not there', async () => {
    const file = await addFile(subject.database, '/a.jpg');
    await subject.database.files.delete(file.id);
    await expect(addNext(subject.database, file, { number: 2 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('refuses a number that was used, and changes nothing', async () => {
    const file = await addFile(subject.database, '/a.jpg');
    await expect(addNext(subject.database, file, { number: 1 })).rejects.toThrow();
    expect(await subject.database.files.listVersions(file.id)).toEqual([file.current]);
  });

  it('adds thirty versions at once in transactions, one after another', async () => {
    const file = await addFile(subject.database, '/a.jpg');
    const uploads = Array.from({ length: 30 }, () =>
      subject.database.transaction(async (inside) => {
        const number = (await inside.files.highestVersionNumber(file.id)) + 1;
        await addNext(inside, file, { number });
      }),
    );
    await Promise.all(uploads);
    const versions = await subject.database.files.listVersions(file.id);
    expect(versions.map(({ number }) => number)).toEqual(
      Array.from({ length: 31 }, (_, index) => 31 - index),
    );
    expect(new Set(versions.map(({ id }) => id)).size).toBe(31);
    expect(versions[0]?.id).toBe(file.id);
  });

  it('replaces the details of one version as a whole', async () => {
    const { files } = subject.database;
    const file = await addFile(subject.database, '/a.jpg', {
      details: { tags: ['x', 'y'], description: 'gone', customCoordinates: '1,2,3,4' },
    });
    const details = { ...plainDetails, tags: ['z'], aiTags: [{ name: 'n', confidence: 1, source: 's' }] };
    await files.updateDetails(file.current.key, details, { at: later(5) });
    expect((await files.find(file.id))?.current).toEqual({ ...file.current, details, updatedAt: later(5) });
  });

  it('changes the delivery token only when one is given', async () => {
    const { files } = subject.database;
    const file = await addFile(subject.database, '/a.jpg');
    const details = { ...plainDetails, isPublished: false };
    await files.updateDetails(file.current.key, details, { at: later(5), deliveryToken: 'fresh' });
    expect((await files.find(file.id))?.current).toMatchObject({ deliveryToken: 'fresh', details });
  });

  it('leaves other versions alone when one changes', async () => {
    const { files } = subject.database;
    const file = await addFile(subject.database, '/a.jpg', { details: { tags: ['old'] } });
    const { version } = await addNext(subject.database, file, { number: 2, details: { tags: ['new'] } });
    await files.updateDetails(version.key, plainDetails, { at: later(5) });
    expect((await files.listVersions(file.id)).map(({ details }) => details.tags)).toEqual([[], ['old']]);
  });

  it('refuses details for a version that is not there', async () => {
    const change = subject.database.files.updateDetails(makeId(dayOne), plainDetails, { at: dayOne });
    await expect(change).rejects.toMatchObject({ code: 'not_found' });
  });

  it('deletes older versions with their file, and knows their blobs until then', async () => {
    const { files } = subject.database;
    const file = await addFile(subject.database, '/a.jpg', { blobHash: 'old' });
    await addNext(subject.database, file, { number: 2 });
    expect(await files.isBlobInUse('old')).toBe(true);
    await files.delete(file.id);
    expect(await files.isBlobInUse('old')).toBe(false);
    expect(await files.countVersions(file.id)).toBe(0);
  });
}

type Files = Pick<Database, 'files'>;

async function addNext({ files }: Files, file: MediaFile, sample: Sample & { readonly number: number }) {
  const version: Version = makeVersion(file.id, sample);
  const superseded = { id: makeId<'version'>(version.createdAt), at: version.createdAt };
  await files.addVersion(version, superseded);
  return { version, superseded };
}
