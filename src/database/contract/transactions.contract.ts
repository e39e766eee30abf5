import { expect, it } from 'vitest';
import { makeId } from '../../domain/ids.ts';
import { addFile, dayOne, makeFile, makeVersion, plainDetails } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function transactionsContract(subject: Subject): void {
  it('hands on what the work returns', async () => {
    expect(await subject.database.transaction(async () => 42)).toBe(42);
  });

  it('keeps all of it', async () => {
    await subject.database.transaction(async (inside) => {
      await addFile(inside, '/a/b.jpg');
      await inside.settings.set('name', 'value');
    });
    expect(await subject.database.files.findByPath('/a/b.jpg')).toBeDefined();
    expect(await subject.database.settings.find('name')).toBe('value');
  });

  it('keeps nothing of it when the work throws, and passes the error on', async () => {
    const { database } = subject;
    const file = await addFile(database, '/kept.jpg', { details: { tags: ['kept'] } });
    const error = new Error('changed my mind');
    const failing = database.transaction(async (inside) => {
      await addFile(inside, '/a/b.jpg');
      await inside.files.addVersion(makeVersion(file.id, { number: 2 }), { id: makeId(dayOne), at: dayOne });
      await inside.files.updateDetails(file.current.key, plainDetails, { at: dayOne });
      await inside.uploadTokens.use('token', dayOne);
      await inside.files.delete(file.id);
      throw error;
    });
    await expect(failing).rejects.toBe(error);
    expect(await database.files.find(file.id)).toEqual(file);
    expect(await database.files.findForDelivery('/kept.jpg')).toEqual(file);
    expect(await database.folders.findByPath('/a')).toBeUndefined();
    expect(await database.uploadTokens.use('token', dayOne)).toBe(true);
  });

  it('goes on after a conflict that the work has caught', async () => {
    await addFile(subject.database, '/taken.jpg');
    await subject.database.transaction(async (inside) => {
      await expect(inside.files.insert(makeFile('/taken.jpg'))).rejects.toMatchObject({ code: 'conflict' });
      await addFile(inside, '/free.jpg');
    });
    expect(await subject.database.assets.countFiles()).toBe(2);
  });

  it('shows nobody else what is not committed', async () => {
    const { database } = subject;
    await addFile(database, '/before.jpg');
    await database.transaction(async (inside) => {
      const file = await addFile(inside, '/a/b.jpg', { blobHash: 'secret' });
      await inside.settings.set('name', 'value');
      expect(await inside.files.find(file.id)).toEqual(file);
      expect(await inside.assets.countFiles()).toBe(2);

      expect(await database.files.find(file.id)).toBeUndefined();
      expect(await database.files.findByPath('/a/b.jpg')).toBeUndefined();
      expect(await database.files.findForDelivery('/a/b.jpg')).toBeUndefined();
      expect(await database.files.isBlobInUse('secret')).toBe(false);
      expect(await database.folders.findByPath('/a')).toBeUndefined();
      expect(await database.settings.find('name')).toBeUndefined();
      expect(await database.assets.countFiles()).toBe(1);
    });
    expect(await database.files.findForDelivery('/a/b.jpg')).toBeDefined();
  });

  it('runs one after another: a read-and-add loses nothing', async () => {
    const { database } = subject;
    const additions = Array.from({ length: 30 }, () =>
      database.transaction(async (inside) => {
        const count = Number((await inside.settings.find('count')) ?? '0');
        await new Promise((resolve) => setImmediate(resolve));
        await inside.settings.set('count', String(count + 1));
      }),
    );
    await Promise.all(additions);
    expect(await database.settings.find('count')).toBe('30');
  });

  it('keeps single writes out of a transaction that runs beside them', async () => {
    const { database } = subject;
    let write: Promise<void> | undefined;
    const failing = database.transaction(async (inside) => {
      await inside.settings.set('inside', 'lost');
      write = database.settings.set('beside', 'kept');
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow();
    await write;
    expect(await database.settings.find('inside')).toBeUndefined();
    expect(await database.settings.find('beside')).toBe('kept');
  });

  it('stores all of a file or nothing, without a transaction around it', async () => {
    const { database } = subject;
    const taken = await addFile(database, '/a.jpg');
    const rival = makeFile('/b.jpg', { key: taken.current.key });
    await expect(database.files.insert(rival)).rejects.toThrow();
    expect(await database.files.findByPath('/b.jpg')).toBeUndefined();
    expect(await database.assets.countFiles()).toBe(1);
  });
}
