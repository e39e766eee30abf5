import { expect, it } from 'vitest';
import { rootFolderId } from '../../domain/folder.ts';
import { isId } from '../../domain/ids.ts';
import { dayOne, later } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function foldersContract(subject: Subject): void {
  it('has the root from the beginning', async () => {
    const root = await subject.database.folders.findByPath('/');
    expect(root).toMatchObject({ id: rootFolderId, name: '', path: '/' });
    expect(await subject.database.folders.ensure('/', dayOne)).toEqual(root);
  });

  it('makes a folder and its parents', async () => {
    const { folders } = subject.database;
    const folder = await folders.ensure('/a/b/c', dayOne);
    expect(folder).toEqual({
      id: folder.id,
      name: 'c',
      path: '/a/b/c',
      createdAt: dayOne,
      updatedAt: dayOne,
    });
    expect(isId(folder.id)).toBe(true);
    expect(await folders.findByPath('/a/b/c')).toEqual(folder);
    expect(await folders.findByPath('/a/b')).toMatchObject({ name: 'b', path: '/a/b' });
    expect(await folders.findByPath('/a')).toMatchObject({ name: 'a', path: '/a' });
  });

  it('finds nothing where nothing is', async () => {
    await subject.database.folders.ensure('/a/b', dayOne);
    expect(await subject.database.folders.findByPath('/b')).toBeUndefined();
    expect(await subject.database.folders.findByPath('/a/B')).toBeUndefined();
    expect(await subject.database.folders.findByPath('/a/')).toBeUndefined();
  });

  it('leaves a folder that is there as it is', async () => {
    const { folders } = subject.database;
    const folder = await folders.ensure('/a/b', dayOne);
    expect(await folders.ensure('/a/b', later(1000))).toEqual(folder);
    await folders.ensure('/a/b/c', later(1000));
    expect(await folders.findByPath('/a/b')).toEqual(folder);
  });

  it('makes one deep path once for fifty callers', async () => {
    const path = '/one/two/three/four/five';
    const made = await Promise.all(
      Array.from({ length: 50 }, () => subject.database.folders.ensure(path, dayOne)),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await countFolders(subject)).toBe(5);
  });

  it('makes shared parents once for callers with different paths', async () => {
    const paths = Array.from({ length: 50 }, (_, index) => `/shared/parent/${index}`);
    await Promise.all(paths.map((path) => subject.database.folders.ensure(path, dayOne)));
    expect(await countFolders(subject)).toBe(52);
  });

  it('makes folders inside a transaction, and forgets them when it fails', async () => {
    const failing = subject.database.transaction(async (inside) => {
      await inside.folders.ensure('/a/b', dayOne);
      expect(await inside.folders.findByPath('/a/b')).toBeDefined();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await subject.database.folders.findByPath('/a')).toBeUndefined();
  });
}

async function countFolders({ database }: Subject): Promise<number> {
  const folders = await database.assets.list({
    type: 'folder',
    fileType: 'all',
    sort: { field: 'name', direction: 'asc' },
    limit: 1000,
    skip: 0,
  });
  return folders.length;
}
