import { expect, it } from 'vitest';
import { makeId } from '../../domain/ids.ts';
import { addFile, dayOne, later, makeVersion } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function movesContract(subject: Subject): void {
  it('moves a file with its versions, and delivers it there at once', async () => {
    const { files, folders } = subject.database;
    const file = await addFile(subject.database, '/a/one.jpg', { deliveryToken: 'old' });
    const version = makeVersion(file.id, { number: 2 });
    await files.addVersion(version, { id: makeId(dayOne), at: later(1) });
    const folder = await folders.ensure('/b/c', dayOne);
    await files.findForDelivery('/a/one.jpg');
    await files.move(file.id, { folderPath: '/b/c', name: 'two.jpg' }, later(5));
    const moved = {
      ...file,
      folderId: folder.id,
      folderPath: '/b/c',
      name: 'two.jpg',
      current: { ...version, updatedAt: later(5) },
    };
    expect(await files.findByPath('/b/c/two.jpg')).toEqual(moved);
    expect(await files.findForDelivery('/b/c/two.jpg')).toEqual(moved);
    expect(await files.findByPath('/a/one.jpg')).toBeUndefined();
    expect(await files.findForDelivery('/a/one.jpg')).toBeUndefined();
    expect((await files.findForDelivery('/b/c/two.jpg', 'old'))?.current.number).toBe(1);
    expect(await files.countVersions(file.id)).toBe(2);
  });

  it.each([
    ['a taken place', 'conflict', '/', 'taken.jpg'],
    ['a folder that is not there', 'not_found', '/nowhere', 'a.jpg'],
  ])('refuses %s, and changes nothing', async (_, code, folderPath, name) => {
    const { files } = subject.database;
    const file = await addFile(subject.database, '/a.jpg');
    const taken = await addFile(subject.database, '/taken.jpg');
    await expect(files.move(file.id, { folderPath, name }, later(5))).rejects.toMatchObject({ code });
    expect(await files.find(file.id)).toEqual(file);
    expect(await files.find(taken.id)).toEqual(taken);
  });

  it('refuses a file that is not there', async () => {
    const moving = subject.database.files.move(makeId(dayOne), { folderPath: '/', name: 'a.jpg' }, dayOne);
    await expect(moving).rejects.toMatchObject({ code: 'not_found' });
  });

  it('lets one of many take a place', async () => {
    const { files } = subject.database;
    const rivals = await Promise.all(
      Array.from({ length: 20 }, (_, index) => addFile(subject.database, `/${index}.jpg`)),
    );
    const moves = rivals.map(({ id }) => files.move(id, { folderPath: '/', name: 'one.jpg' }, later(1)));
    const results = await Promise.allSettled(moves);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await subject.database.assets.countFiles()).toBe(20);
  });
}
