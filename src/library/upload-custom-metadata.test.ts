import { describe, expect, it } from 'vitest';
import type { CustomField, CustomFieldSchema } from '../domain/custom-field.ts';
import { makeId } from '../domain/ids.ts';
import { chooseCustomMetadata, readFormMetadata } from './upload-custom-metadata.ts';
import type { UploadFields } from './upload-fields.ts';

const field = (name: string, schema: CustomFieldSchema): CustomField => ({
  id: makeId(new Date(0)),
  name,
  label: name,
  schema,
});
const fields = [
  field('brand', { type: 'Text', defaultValue: 'Umber' }),
  field('price', { type: 'Number' }),
  field('approved', { type: 'Boolean' }),
  field('size', { type: 'SingleSelect', selectOptions: ['S', 42] }),
  field('channels', { type: 'MultiSelect', selectOptions: ['web', 7, true] }),
];
const form = (...pairs: [string, string][]): UploadFields =>
  pairs.map(([name, value]) => ({ name: `customMetadata${name}`, value }));
const choose = (sent: UploadFields, previous?: Record<string, string>, overwriteCustomMetadata = true) =>
  chooseCustomMetadata({ customMetadata: readFormMetadata(sent), overwriteCustomMetadata }, fields, previous);

describe('custom metadata of a new file', () => {
  it.each<[string, UploadFields, Record<string, unknown>]>([
    ['nothing', [], { brand: 'Umber' }],
    ['an empty object', form(['', '{}']), { brand: 'Umber' }],
    ['JSON', form(['', '{"price":39.9,"brand":null}']), { price: 39.9 }],
    ['JSON within a JSON string', form(['', '"{\\"price\\":1}"']), { brand: 'Umber', price: 1 }],
    [
      'bracketed keys, whose texts mean what the field makes of them',
      form(['[brand]', '42'], ['[price]', '-39.9'], ['[approved]', 'false'], ['[size]', '42']),
      { brand: '42', price: -39.9, approved: false, size: 42 },
    ],
    [
      'a bracketed list',
      form(['[channels][]', '7'], ['[channels][]', 'true']),
      { brand: 'Umber', channels: [7, true] },
    ],
    ['a bracketed list of one', form(['[channels]', 'web']), { brand: 'Umber', channels: ['web'] }],
    [
      'JSON beside brackets, which wins',
      form(['', '{"price":1}'], ['[price]', '2']),
      { brand: 'Umber', price: 1 },
    ],
  ])('is read from %s', (_, sent, expected) => {
    expect(choose(sent)).toEqual(expected);
  });

  it.each<[UploadFields, Record<string, string>]>([
    [form(['', '{"price"']), { customMetadata: 'is not valid JSON' }],
    [form(['', 'brand=x']), { customMetadata: 'is not valid JSON' }],
    [form(['', '["brand"]']), { customMetadata: 'should be of type object' }],
    [form(['', '5']), { customMetadata: 'should be of type object' }],
    [form(['', '{"price":"39.9"}']), { price: 'should be of type number' }],
    [form(['[price]', 'cheap']), { price: 'should be of type number' }],
    [form(['[price]', ' ']), { price: 'should be of type number' }],
    [form(['[price]', 'Infinity']), { price: 'should be of type number' }],
    [form(['[approved]', '1']), { approved: 'should be of type boolean' }],
    [form(['[colour]', 'red']), { colour: 'is not a valid field' }],
    [form(['[brand][]', 'x']), { brand: 'should be of type string' }],
  ])('%j is refused', (sent, errors) => {
    expect(() => choose(sent)).toThrow(
      expect.objectContaining({ code: 'invalid', message: 'Invalid custom metadata.', errors }),
    );
  });
});

/** Spec upload §7.2. */
describe('custom metadata of a new version', () => {
  const old = { brand: 'old' };

  it.each<[string, UploadFields, boolean, Record<string, unknown>]>([
    ['is removed', [], true, {}],
    ['is kept where the flag says so', [], false, old],
    ['is replaced as a whole, without defaults', form(['', '{"price":1}']), true, { price: 1 }],
    ['is replaced, whatever the flag says', form(['', '{"price":1}']), false, { price: 1 }],
    ['is emptied by an empty object', form(['', '{}']), false, {}],
  ])('%s', (_, sent, overwrite, expected) => {
    expect(choose(sent, old, overwrite)).toEqual(expected);
  });
});
