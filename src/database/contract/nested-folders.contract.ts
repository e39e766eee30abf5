import { expect, it } from 'vitest';
import { makeId } from '../../domain/ids.ts';
import { addFile, dayOne, later, makeVersion } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function nestedFoldersContract(subject: Subject): void {
  /** Below /a: two folders, two files, one older version. Beside it: what a search by text would take for nested. */
  async function addTree(): Promise<void> {
    const { database } = subject;
    const file = await addFile(database, '/a/one.jpg', { blobHash: 'nested', details: { tags: ['x'] } });
    await database.files.addVersion(makeVersion(file.id, { number: 2 }), {
      id: makeId(dayOne),
      at: later(1),
    });
    await addFile(database, '/a/b/c/two.jpg');
    for (const path of ['/ab/one.jpg', '/A/one.jpg', '/a.jpg', '/x/a/one.jpg', '/a']) {
      await addFile(database, path);
    }
  }

  it.each([
    ['/a', 5],
    ['/a/b', 2],
    ['/a/b/c', 1],
    ['/', 15],
    ['/none', 0],
  ])('counts what is below %s: %i', async (path, count) => {
    await addTree();
    expect(await subject.database.folders.countNested(path)).toBe(count);
  });

  it('deletes a folder with everything below it, and nothing beside it', async () => {
    const { files, folders, assets } = subject.database;
    await addTree();
    await files.findForDelivery('/a/one.jpg');
    expect(await folders.delete('/a')).toBe(true);
    for (const path of ['/a', '/a/b', '/a/b/c']) expect(await folders.findByPath(path)).toBeUndefined();
    expect(await files.findByPath('/a/one.jpg')).toBeUndefined();
    expect(await files.findForDelivery('/a/one.jpg')).toBeUndefined();
    expect(await files.isBlobInUse('nested')).toBe(false);
    for (const path of ['/ab/one.jpg', '/A/one.jpg', '/a.jpg', '/x/a/one.jpg', '/a']) {
      expect(await files.findByPath(path)).toBeDefined();
    }
    expect(await assets.countFiles()).toBe(5);
    expect(await folders.delete('/a')).toBe(false);
  });

  it('deletes more files and folders than it deletes at once', async () => {
    const { database } = subject;
    await database.transaction(async (inside) => {
      for (let index = 0; index < 1201; index += 1) {
        await addFile(inside, `/many/${index % 601}/deep/${index}.jpg`);
      }
      await addFile(inside, '/other/a.jpg');
    });
    expect(await database.folders.countNested('/many')).toBe(1201 + 2 * 601);
    expect(await database.folders.delete('/many')).toBe(true);
    expect(await database.folders.countNested('/')).toBe(2);
  });

  it('gives everything back when the transaction fails', async () => {
    const { database } = subject;
    await addTree();
    const failing = database.transaction(async (inside) => {
      await inside.folders.delete('/a');
      expect(await inside.folders.countNested('/a')).toBe(0);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await database.folders.countNested('/a')).toBe(5);
  });
}
