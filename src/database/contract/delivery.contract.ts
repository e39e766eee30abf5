import { expect, it } from 'vitest';
import { makeId } from '../../domain/ids.ts';
import { addFile, dayOne, later, makeVersion, plainDetails } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function deliveryContract(subject: Subject): void {
  it('finds what findByPath finds, again and again', async () => {
    const file = await addFile(subject.database, '/shop/kettle.jpg', {
      details: { tags: ['a'], aiTags: [{ name: 'n', confidence: 1.5, source: 's' }], description: 'text' },
    });
    expect(await subject.database.files.findForDelivery('/shop/kettle.jpg')).toEqual(file);
    expect(await subject.database.files.findForDelivery('/shop/kettle.jpg')).toEqual(file);
  });

  it.each(['/none.jpg', '/none/at/all.jpg', '/', '/Shop/kettle.jpg', '/shop', '/shop/kettle.jpg/'])(
    'finds nothing at %s',
    async (path) => {
      await addFile(subject.database, '/shop/kettle.jpg');
      expect(await subject.database.files.findForDelivery(path)).toBeUndefined();
    },
  );

  it('finds the version that carries a token, current or not', async () => {
    const { files } = subject.database;
    const file = await addFile(subject.database, '/a.jpg', { deliveryToken: 'one' });
    const version = makeVersion(file.id, { number: 2, deliveryToken: 'two' });
    await files.addVersion(version, { id: makeId(dayOne), at: later(1) });
    expect((await files.findForDelivery('/a.jpg'))?.current.number).toBe(2);
    expect((await files.findForDelivery('/a.jpg', 'two'))?.current.number).toBe(2);
    expect((await files.findForDelivery('/a.jpg', 'one'))?.current).toMatchObject({
      number: 1,
      isCurrent: false,
    });
  });

  it('finds nothing by the token of another file', async () => {
    await addFile(subject.database, '/a.jpg', { deliveryToken: 'one' });
    await addFile(subject.database, '/b.jpg', { deliveryToken: 'two' });
    expect(await subject.database.files.findForDelivery('/a.jpg', 'two')).toBeUndefined();
    expect(await subject.database.files.findForDelivery('/a.jpg', '')).toBeUndefined();
  });

  it('sees every change at once, two of one millisecond included', async () => {
    const { files } = subject.database;
    const { current } = await addFile(subject.database, '/a.jpg');
    for (const tag of ['first', 'second']) {
      await files.updateDetails(current.key, { ...plainDetails, tags: [tag] }, { at: dayOne });
      expect((await files.findForDelivery('/a.jpg'))?.current.details.tags).toEqual([tag]);
    }
  });

  it('sees a new version, a new token and a deletion at once', async () => {
    const { files } = subject.database;
    const file = await addFile(subject.database, '/a.jpg', { deliveryToken: 'one' });
    expect(await files.findForDelivery('/a.jpg', 'one')).toEqual(file);
    const version = makeVersion(file.id, { number: 2 });
    await files.addVersion(version, { id: makeId(dayOne), at: later(1) });
    expect((await files.findForDelivery('/a.jpg'))?.current).toEqual(version);
    expect((await files.findForDelivery('/a.jpg', 'one'))?.current.isCurrent).toBe(false);
    await files.updateDetails(version.key, plainDetails, { at: later(2), deliveryToken: 'fresh' });
    expect((await files.findForDelivery('/a.jpg', 'fresh'))?.current.key).toBe(version.key);
    expect(await files.findForDelivery('/a.jpg', version.deliveryToken)).toBeUndefined();
    await files.delete(file.id);
    expect(await files.findForDelivery('/a.jpg')).toBeUndefined();
  });

  it('finds inside a transaction what the transaction has written', async () => {
    await subject.database.transaction(async (inside) => {
      const file = await addFile(inside, '/a/b.jpg', { deliveryToken: 'one' });
      expect(await inside.files.findForDelivery('/a/b.jpg')).toEqual(file);
      expect(await inside.files.findForDelivery('/a/b.jpg', 'one')).toEqual(file);
      expect(await inside.files.findForDelivery('/a/b.jpg', 'two')).toBeUndefined();
    });
  });
}
