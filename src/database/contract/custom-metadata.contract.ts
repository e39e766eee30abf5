import { describe, expect, it } from 'vitest';
import type { CustomField, CustomFieldSchema } from '../../domain/custom-field.ts';
import { makeId, type VersionId } from '../../domain/ids.ts';
import { addFile, dayOne, later, makeFile, makeVersion, plainDetails } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

export function customMetadataContract(subject: Subject): void {
  const add = async (name: string, schema: CustomFieldSchema = { type: 'Text' }, more = {}) => {
    const field: CustomField = { id: makeId(dayOne), name, label: `Label of ${name}`, schema, ...more };
    await subject.database.customFields.insert(field, dayOne);
    return field;
  };

  describe('a field', () => {
    it('is found as it was made', async () => {
      const field = await add(
        'price',
        { minValue: 0, maxValue: 1e300, type: 'Number' },
        { description: 'Net' },
      );
      const found = await subject.database.customFields.find(field.id);
      expect(found).toEqual(field);
      expect(JSON.stringify(found?.schema)).toBe(JSON.stringify(field.schema));
      expect(await subject.database.customFields.find(makeId(dayOne))).toBeUndefined();
    });

    it('is listed in the order in which they were made, although all are of one millisecond', async () => {
      const names = ['m', 'a', 'z', 'b', 'y'];
      for (const name of names) await add(name);
      const listed = await subject.database.customFields.list({ includeDeleted: false });
      expect(listed.map(({ name }) => name)).toEqual(names);
    });

    it('is changed as a whole, its name excepted', async () => {
      const { customFields } = subject.database;
      const field = await add('price', { type: 'Number', minValue: 1 }, { description: 'gone' });
      const { description: _, ...rest } = field;
      const changed = { ...rest, label: 'New', schema: { type: 'Number', maxValue: 9 } } as const;
      await customFields.update(changed);
      expect(await customFields.find(field.id)).toEqual(changed);
    });

    it('that is deleted is listed only on request, and still found', async () => {
      const { customFields } = subject.database;
      const [gone, stays] = [await add('gone'), await add('stays')];
      const deleted = { ...gone, deletedAt: later(5) };
      await customFields.update(deleted);
      expect(await customFields.list({ includeDeleted: false })).toEqual([stays]);
      expect(await customFields.list({ includeDeleted: true })).toEqual([deleted, stays]);
      expect(await customFields.find(gone.id)).toEqual(deleted);
    });

    it('takes its name for ever, its label while it lives', async () => {
      const { customFields } = subject.database;
      const first = await add('price', { type: 'Text' }, { label: 'Price' });
      await expect(add('price', { type: 'Text' }, { label: 'Other' })).rejects.toThrow();
      await expect(add('cost', { type: 'Text' }, { label: 'Price' })).rejects.toThrow();
      await customFields.update({ ...first, deletedAt: later(1) });
      await expect(add('price', { type: 'Text' }, { label: 'Other' })).rejects.toThrow();
      expect(await add('cost', { type: 'Text' }, { label: 'Price' })).toMatchObject({ name: 'cost' });
    });

    it('cannot be changed where there is none', async () => {
      const field: CustomField = { id: makeId(dayOne), name: 'x', label: 'x', schema: { type: 'Text' } };
      await expect(subject.database.customFields.update(field)).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  describe('the value of a field', () => {
    it('that has a U+0000 comes back as written, or is refused where it cannot be kept', async () => {
      const field = await add('x');
      const file = makeFile('/a.jpg', { details: { customMetadata: { x: 'one\u0000two' } } });
      const refused = await subject.database.files.insert(file).catch((error) => error);
      if (refused !== undefined) expect(refused).toMatchObject({ code: 'invalid' });
      const found = await subject.database.files.find(file.id);
      expect(found?.current).toEqual(refused === undefined ? file.current : undefined);
      expect(await subject.database.customFields.find(field.id)).toEqual(field);
    });

    const options = ['S', '30', 30, true, 'true'] as const;

    it.each([
      [{ type: 'Text' }, ''],
      [{ type: 'Text' }, '"quoted" \u2028 😀 \\'],
      [{ type: 'Textarea' }, 'long '.repeat(50_000)],
      [{ type: 'Number' }, 0],
      [{ type: 'Number' }, -39.9],
      [{ type: 'Number' }, 1 / 3],
      [{ type: 'Number' }, 1.7976931348623157e308],
      [{ type: 'Number' }, Number.MAX_SAFE_INTEGER],
      [{ type: 'Date' }, '2025-11-05T05:06:07+01:00'],
      [{ type: 'Date' }, '2025-11-05'],
      [{ type: 'Boolean' }, true],
      [{ type: 'Boolean' }, false],
      [{ type: 'SingleSelect', selectOptions: options }, '30'],
      [{ type: 'SingleSelect', selectOptions: options }, 30],
      [{ type: 'SingleSelect', selectOptions: options }, true],
      [{ type: 'MultiSelect', selectOptions: options }, ['S']],
      [{ type: 'MultiSelect', selectOptions: options }, ['true', 30, 'S', true, '30']],
    ] satisfies [CustomFieldSchema, unknown][])('of %j comes back as written: %j', async (schema, value) => {
      await add('x', schema);
      const file = await addFile(subject.database, '/a.jpg', { details: { customMetadata: { x: value } } });
      expect(await subject.database.files.find(file.id)).toEqual(file);
      expect(await subject.database.files.findForDelivery('/a.jpg')).toEqual(file);
    });

    it('may have more members than a statement has room for', async () => {
      const selectOptions = Array.from({ length: 20_000 }, (_, n) => n);
      await add('x', { type: 'MultiSelect', selectOptions });
      const customMetadata = { x: selectOptions.toReversed() };
      const file = await addFile(subject.database, '/a.jpg', { details: { customMetadata } });
      expect((await subject.database.files.find(file.id))?.current.details.customMetadata).toEqual(
        customMetadata,
      );
    });

    it('stands in the order of the fields, in lists too', async () => {
      for (const name of ['b', 'c', 'a']) await add(name);
      const customMetadata = { a: '1', b: '2', c: '3' };
      await addFile(subject.database, '/a.jpg', { details: { customMetadata } });
      const [asset] = await subject.database.assets.list({
        type: 'file',
        fileType: 'all',
        sort: { field: 'name', direction: 'asc' },
        limit: 10,
        skip: 0,
      });
      const details = asset?.type === 'file' ? asset.file.current.details : plainDetails;
      expect(Object.entries(details.customMetadata)).toEqual([
        ['b', '2'],
        ['c', '3'],
        ['a', '1'],
      ]);
    });

    it('is replaced with the details, and each version keeps its own', async () => {
      const { files } = subject.database;
      await add('x');
      await add('y', { type: 'MultiSelect', selectOptions: ['a', 'b'] });
      const file = await addFile(subject.database, '/a.jpg', { details: { customMetadata: { x: 'one' } } });
      const version = makeVersion(file.id, { number: 2, details: { customMetadata: { y: ['a', 'b'] } } });
      await files.addVersion(version, { id: makeId<'version'>(dayOne) as VersionId, at: later(1) });
      await files.updateDetails(
        version.key,
        { ...plainDetails, customMetadata: { y: ['b'] } },
        { at: later(2) },
      );
      const versions = await files.listVersions(file.id);
      expect(versions.map(({ details }) => details.customMetadata)).toEqual([{ y: ['b'] }, { x: 'one' }]);
    });

    it('vanishes with its field, and cannot be kept any more', async () => {
      const { files, customFields } = subject.database;
      const gone = await add('gone');
      await add('stays');
      const customMetadata = { gone: '1', stays: '2' };
      const file = await addFile(subject.database, '/a.jpg', { details: { customMetadata } });
      await customFields.update({ ...gone, deletedAt: later(5) });
      expect((await files.find(file.id))?.current.details.customMetadata).toEqual({ stays: '2' });
      await files.updateDetails(file.current.key, { ...plainDetails, customMetadata }, { at: later(6) });
      expect((await files.find(file.id))?.current.details.customMetadata).toEqual({ stays: '2' });
    });

    it('of no field is not kept', async () => {
      const customMetadata = { nobody: 'x', constructor: 'y' };
      const file = await addFile(subject.database, '/a.jpg', { details: { customMetadata } });
      expect((await subject.database.files.find(file.id))?.current.details.customMetadata).toEqual({});
    });

    it('is gone with its file', async () => {
      const { files } = subject.database;
      await add('x');
      const file = await addFile(subject.database, '/a.jpg', { details: { customMetadata: { x: '1' } } });
      expect(await files.delete(file.id)).toBe(true);
      expect(await files.find(file.id)).toBeUndefined();
    });
  });
}
