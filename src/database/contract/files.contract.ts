import { expect, it } from 'vitest';
import { makeId } from '../../domain/ids.ts';
import { addFile, dayOne, makeFile, textFacts } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function filesContract(subject: Subject): void {
  it('finds a file as it was inserted, by id and by path', async () => {
    const { files } = subject.database;
    const file = await addFile(subject.database, '/shop/kettle.jpg', {
      details: {
        tags: ['steel', 'kitchen', 'steel'],
        aiTags: [
          { name: 'Kettle', confidence: 97.31, source: 'google-auto-tagging' },
          { name: 'Jug', confidence: 60, source: 'aws-auto-tagging' },
        ],
        customCoordinates: '10,20,30,40',
        description: 'A kettle, "boiling"',
        isPrivate: true,
        isPublished: false,
      },
    });
    expect(await files.find(file.id)).toEqual(file);
    expect(await files.findByPath('/shop/kettle.jpg')).toEqual(file);
  });

  it('leaves out what was not given', async () => {
    const file = await addFile(subject.database, '/notes.txt', { facts: textFacts });
    const found = await subject.database.files.find(file.id);
    expect(found).toEqual(file);
    expect(found?.current.details).not.toHaveProperty('description');
    expect(found?.current.details).not.toHaveProperty('customCoordinates');
  });

  it('finds nothing where nothing is', async () => {
    const { files } = subject.database;
    expect(await files.find(makeId(dayOne))).toBeUndefined();
    expect(await files.findByPath('/none.jpg')).toBeUndefined();
    expect(await files.findByPath('/none/at/all.jpg')).toBeUndefined();
    expect(await files.findByPath('/')).toBeUndefined();
  });

  it.each([
    ['another case of the name', '/a/b.jpg', '/a/B.jpg'],
    ['another case of the folder', '/a/b.jpg', '/A/b.jpg'],
    ['another case beyond ASCII', '/é.jpg', '/É.jpg'],
    ['composed and decomposed letters', '/caf\u00e9.jpg', '/cafe\u0301.jpg'],
    ['a trailing full stop', '/a.jpg', '/a.jpg.'],
    ['a pattern character', '/a_b.jpg', '/axb.jpg'],
  ])('tells %s apart', async (_, path, other) => {
    const file = await addFile(subject.database, path);
    expect(await subject.database.files.findByPath(other)).toBeUndefined();
    const second = await addFile(subject.database, other);
    expect((await subject.database.files.findByPath(path))?.id).toBe(file.id);
    expect((await subject.database.files.findByPath(other))?.id).toBe(second.id);
  });

  it.each(['/日本語/猫.jpg', '/emoji-\u{1f431}.png', '/مرحبا.jpg', '/a/b/c/d/e/f.jpg'])(
    'keeps the name %s',
    async (path) => {
      const file = await addFile(subject.database, path);
      expect(await subject.database.files.findByPath(path)).toEqual(file);
    },
  );

  it('refuses a path that is taken, and changes nothing', async () => {
    const file = await addFile(subject.database, '/a/b.jpg');
    await expect(subject.database.files.insert(makeFile('/a/b.jpg'))).rejects.toMatchObject({
      name: 'MediaError',
      code: 'conflict',
    });
    expect(await subject.database.files.findByPath('/a/b.jpg')).toEqual(file);
    expect(await subject.database.assets.countFiles()).toBe(1);
  });

  it('lets one of many take a path', async () => {
    const attempts = Array.from({ length: 20 }, () => subject.database.files.insert(makeFile('/one.jpg')));
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await subject.database.assets.countFiles()).toBe(1);
  });

  it('allows a file and a folder of one path', async () => {
    await subject.database.folders.ensure('/both', dayOne);
    const file = await addFile(subject.database, '/both');
    expect(await subject.database.files.findByPath('/both')).toEqual(file);
  });

  it('refuses a file in a folder that is not there', async () => {
    await expect(subject.database.files.insert(makeFile('/nowhere/a.jpg'))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('deletes a file with all that belongs to it', async () => {
    const { files } = subject.database;
    const file = await addFile(subject.database, '/a.jpg', { blobHash: 'aaa', details: { tags: ['x'] } });
    expect(await files.delete(file.id)).toBe(true);
    expect(await files.find(file.id)).toBeUndefined();
    expect(await files.findByPath('/a.jpg')).toBeUndefined();
    expect(await files.listVersions(file.id)).toEqual([]);
    expect(await files.isBlobInUse('aaa')).toBe(false);
    expect(await files.delete(file.id)).toBe(false);
  });

  it('gives a path free again when its file is deleted', async () => {
    const first = await addFile(subject.database, '/a.jpg', { details: { tags: ['old'] } });
    await subject.database.files.delete(first.id);
    const second = await addFile(subject.database, '/a.jpg');
    expect(await subject.database.files.findByPath('/a.jpg')).toEqual(second);
  });

  it('knows a blob in use by any file', async () => {
    const { files } = subject.database;
    const first = await addFile(subject.database, '/a.jpg', { blobHash: 'shared' });
    await addFile(subject.database, '/b.jpg', { blobHash: 'shared' });
    await files.delete(first.id);
    expect(await files.isBlobInUse('shared')).toBe(true);
    expect(await files.isBlobInUse('other')).toBe(false);
  });
}
