import { expect, it } from 'vitest';
import { addFile, dayOne } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function durabilityContract(subject: Subject): void {
  it('has everything after it was closed and opened again', async () => {
    const file = await addFile(subject.database, '/a/b.jpg', { details: { tags: ['x', 'y'] } });
    const folder = await subject.database.folders.findByPath('/a');
    await subject.database.settings.set('name', 'value');
    await subject.database.uploadTokens.use('token', dayOne);
    await subject.reopen();
    expect(await subject.database.files.find(file.id)).toEqual(file);
    expect(await subject.database.files.findForDelivery('/a/b.jpg')).toEqual(file);
    expect(await subject.database.folders.findByPath('/a')).toEqual(folder);
    expect(await subject.database.settings.find('name')).toBe('value');
    expect(await subject.database.uploadTokens.use('token', dayOne)).toBe(false);
  });

  it('opens an existing database again and again without changing it', async () => {
    const root = await subject.database.folders.findByPath('/');
    await subject.reopen();
    await subject.reopen();
    expect(await subject.database.folders.findByPath('/')).toEqual(root);
  });

  it('lets a running transaction end before it closes', async () => {
    const running = subject.database.transaction(async (inside) => {
      await new Promise((resolve) => setImmediate(resolve));
      await inside.settings.set('name', 'value');
    });
    await subject.reopen();
    await running;
    expect(await subject.database.settings.find('name')).toBe('value');
  });

  it('says that rows can be read, and that they cannot once it is closed', async () => {
    const { database } = subject;
    await expect(database.check()).resolves.toBeUndefined();
    await subject.reopen();
    await expect(database.check()).rejects.toThrow();
  });

  it('may be closed twice', async () => {
    await subject.database.close();
    await subject.database.close();
  });
}
