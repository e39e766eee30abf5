import { expect, it } from 'vitest';
import type { FolderId } from '../../domain/ids.ts';
import { addFile, dayOne, later } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function folderMovesContract(subject: Subject): void {
  const pathsOf = async (ids: readonly FolderId[]) => {
    const folders = await Promise.all(ids.map((id) => subject.database.folders.find(id)));
    return folders.map((folder) => folder?.path);
  };

  it('finds a folder by its id', async () => {
    const { folders } = subject.database;
    const folder = await folders.ensure('/a/b', dayOne);
    expect(await folders.find(folder.id)).toEqual(folder);
    expect(await folders.find('none' as FolderId)).toBeUndefined();
  });

  it('lists what is nested, parents first, and nothing beside it', async () => {
    const { folders } = subject.database;
    for (const path of ['/a/long-name/x', '/a/b/c/d', '/ab', '/A', '/b/a'])
      await folders.ensure(path, dayOne);
    const paths = await pathsOf(await folders.listNested('/a'));
    expect(paths[0]).toBe('/a');
    expect(paths.slice(1, 3).toSorted()).toEqual(['/a/b', '/a/long-name']);
    expect(paths.slice(3, 5).toSorted()).toEqual(['/a/b/c', '/a/long-name/x']);
    expect(paths.slice(5)).toEqual(['/a/b/c/d']);
    expect(await folders.listNested('/none')).toEqual([]);
  });

  it('measures how deep and how long it gets', async () => {
    const { folders } = subject.database;
    await addFile(subject.database, '/a/b/c/é.jpg');
    await folders.ensure('/a/日本語日本語', dayOne);
    expect(await folders.measure('/a')).toEqual({ depth: 3, pathBytes: '/a/'.length + 18 });
    expect(await folders.measure('/a/b')).toEqual({ depth: 3, pathBytes: '/a/b/c/'.length + 6 });
    expect(await folders.measure('/a/日本語日本語')).toEqual({ depth: 2, pathBytes: 21 });
  });

  it('moves a folder with all below it: ids stay, files are found and delivered there at once', async () => {
    const { folders, files } = subject.database;
    const file = await addFile(subject.database, '/😀/b/c/one.jpg');
    const beside = await addFile(subject.database, '/😀b/one.jpg');
    const moved = await folders.findByPath('/😀');
    const nested = await folders.listNested('/😀');
    await folders.ensure('/x/y', dayOne);
    await files.findForDelivery('/😀/b/c/one.jpg');
    await folders.move('/😀', '/x/y/new', later(5));
    expect(await pathsOf(nested)).toEqual(['/x/y/new', '/x/y/new/b', '/x/y/new/b/c']);
    expect(await folders.findByPath('/x/y/new')).toEqual({
      ...moved,
      name: 'new',
      path: '/x/y/new',
      updatedAt: later(5),
    });
    const there = { ...file, folderPath: '/x/y/new/b/c' };
    expect(await files.find(file.id)).toEqual(there);
    expect(await files.findForDelivery('/x/y/new/b/c/one.jpg')).toEqual(there);
    expect(await files.findForDelivery('/😀/b/c/one.jpg')).toBeUndefined();
    expect(await files.find(beside.id)).toEqual(beside);
    expect(await folders.countNested('/x')).toBe(5);
    expect(await folders.countNested('/😀')).toBe(0);
  });

  it('finds a renamed folder by the words of its new name', async () => {
    const { database } = subject;
    await database.folders.ensure('/old name', dayOne);
    await database.folders.move('/old name', '/fresh paint', later(1));
    const list = (name: string) =>
      database.assets.list({
        type: 'folder',
        name,
        fileType: 'all',
        sort: { field: 'name', direction: 'asc' },
        limit: 10,
        skip: 0,
      });
    expect(await list('old name')).toEqual([]);
    expect(await list('fresh paint')).toHaveLength(1);
  });

  it.each([
    ['a taken path', '/a', '/taken', 'conflict'],
    ['a parent that is not there', '/a', '/none/a', 'not_found'],
    ['a folder that is not there', '/none', '/b', 'not_found'],
  ])('refuses %s, and changes nothing', async (_, path, to, code) => {
    const { folders } = subject.database;
    await folders.ensure('/a/b', dayOne);
    await folders.ensure('/taken', dayOne);
    await expect(folders.move(path, to, later(1))).rejects.toMatchObject({ code });
    expect(await folders.findByPath('/a/b')).toBeDefined();
    expect(await folders.findByPath('/a')).toMatchObject({ updatedAt: dayOne });
  });

  it('moves more folders than it moves at once', async () => {
    const { database } = subject;
    await database.transaction(async (inside) => {
      for (let index = 0; index < 1101; index += 1) await inside.folders.ensure(`/many/${index}`, dayOne);
      await inside.folders.move('/many', '/more', dayOne);
    });
    expect(await database.folders.countNested('/more')).toBe(1101);
    expect(await database.folders.findByPath('/more/1100')).toBeDefined();
  });

  it('removes empty folders, and no other', async () => {
    const { database } = subject;
    await addFile(database, '/a/full/deep/one.jpg');
    for (const path of ['/a/empty/er/est', '/a/full/empty', '/ab'])
      await database.folders.ensure(path, dayOne);
    await database.folders.deleteEmpty('/a');
    expect(await pathsOf(await database.folders.listNested('/a'))).toEqual(['/a', '/a/full', '/a/full/deep']);
    expect(await database.folders.findByPath('/ab')).toBeDefined();
    await database.folders.deleteEmpty('/ab');
    expect(await database.folders.findByPath('/ab')).toBeUndefined();
  });
}
