import { describe, expect, it } from 'vitest';
import { customFieldTypes } from './custom-field.ts';
import { readNewSchema, readSchemaOfType } from './custom-field-schema.ts';

/** Spec library-api §7.3. */
describe('a schema', () => {
  it.each([
    { type: 'Text' },
    { minLength: 0, maxLength: 3, type: 'Text' },
    { isValueRequired: true, defaultValue: '😀😀😀', maxLength: 3, type: 'Textarea' },
    { minValue: 0, maxValue: 500, type: 'Number' },
    { minValue: -1.5, maxValue: -1.5, defaultValue: -1.5, isValueRequired: true, type: 'Number' },
    { minValue: '2025-11-05', maxValue: '2025-11-05T00:00:00Z', defaultValue: '2025-11-05', type: 'Date' },
    // Later as a text, earlier as a moment.
    { minValue: '2025-11-05T01:00:00+05:00', maxValue: '2025-11-05', type: 'Date' },
    { isValueRequired: false, type: 'Boolean' },
    { isValueRequired: true, defaultValue: false, type: 'Boolean' },
    { selectOptions: [30, '30', true, 'true'], defaultValue: '30', type: 'SingleSelect' },
    { selectOptions: ['a', 'b', 7], defaultValue: [7, 'a'], isValueRequired: true, type: 'MultiSelect' },
    { selectOptions: ['a'], defaultValue: [], type: 'MultiSelect' },
    { selectOptions: Array.from({ length: 5000 }, (_, n) => n), type: 'SingleSelect' },
  ])('%j is taken, and says exactly what was set', (schema) => {
    expect(JSON.stringify(readNewSchema(schema))).toBe(JSON.stringify(schema));
  });

  const notAllowed = 'not allowed for this type';
  const [string, number, boolean, array] = ['string', 'number', 'boolean', 'array'].map(
    (type) => `should be of type ${type}`,
  );
  const date = 'should be an ISO8601 date string';
  const needsDefault = 'is required when isValueRequired is true';
  const option = 'should be one of selectOptions';

  it.each<[Record<string, unknown>, Record<string, unknown>]>([
    [{}, { type: 'is not a valid type' }],
    [{ type: 'number', minValue: 1 }, { type: 'is not a valid type' }],
    [{ type: 'constructor' }, { type: 'is not a valid type' }],
    [
      { type: 'Number', minValue: '1', maxLength: 3 },
      { minValue: number, maxLength: notAllowed },
    ],
    [
      { type: 'Number', maxValue: null, defaultValue: '1' },
      { maxValue: number, defaultValue: number },
    ],
    [{ type: 'Number', minValue: Number.POSITIVE_INFINITY }, { minValue: number }],
    [{ type: 'Number', minValue: 2, maxValue: 1 }, { minValue: 'should be less than or equal to maxValue' }],
    [
      { type: 'Number', minValue: 2, defaultValue: 1 },
      { defaultValue: 'should be greater than or equal to minValue' },
    ],
    [
      { type: 'Number', maxValue: 2, defaultValue: 3 },
      { defaultValue: 'should be less than or equal to maxValue' },
    ],
    [{ type: 'Number', selectOptions: [1] }, { selectOptions: notAllowed }],
    [{ type: 'Number', colour: 'red' }, { colour: 'is not a valid property' }],
    [{ type: 'Number', constructor: 1 }, { constructor: 'is not a valid property' }],
    [{ type: 'Text', minValue: 1 }, { minValue: notAllowed }],
    [{ type: 'Text', minLength: '1' }, { minLength: number }],
    [{ type: 'Text', minLength: -1 }, { minLength: 'should be an integer of at least 0' }],
    [{ type: 'Text', maxLength: 1.5 }, { maxLength: 'should be an integer of at least 0' }],
    [
      { type: 'Text', minLength: 3, maxLength: 2 },
      { minLength: 'should be less than or equal to maxLength' },
    ],
    [
      { type: 'Text', maxLength: 2, defaultValue: 'abc' },
      { defaultValue: 'length should be less than or equal to maxLength' },
    ],
    [
      { type: 'Textarea', minLength: 2, defaultValue: '😀' },
      { defaultValue: 'length should be greater than or equal to minLength' },
    ],
    [{ type: 'Text', defaultValue: 1 }, { defaultValue: string }],
    [{ type: 'Text', isValueRequired: true }, { defaultValue: needsDefault }],
    [{ type: 'Text', isValueRequired: 'yes' }, { isValueRequired: boolean }],
    [
      { type: 'Date', minValue: '2025-02-30', defaultValue: 5 },
      { minValue: date, defaultValue: date },
    ],
    [
      { type: 'Date', minValue: '2025-11-05', defaultValue: '2025-11-05T01:00:00+02:00' },
      { defaultValue: 'should be greater than or equal to minValue' },
    ],
    [
      { type: 'Date', minValue: '2025-11-06', maxValue: '2025-11-05' },
      { minValue: 'should be less than or equal to maxValue' },
    ],
    [{ type: 'Boolean', defaultValue: 'true' }, { defaultValue: boolean }],
    [{ type: 'SingleSelect' }, { selectOptions: 'is required for this type' }],
    [{ type: 'SingleSelect', selectOptions: [] }, { selectOptions: 'should not be empty' }],
    [{ type: 'SingleSelect', selectOptions: 'a,b' }, { selectOptions: array }],
    [
      { type: 'SingleSelect', selectOptions: ['a', null] },
      { selectOptions: 'should contain only strings, numbers and booleans' },
    ],
    [
      { type: 'SingleSelect', selectOptions: ['a', 1, 'a'] },
      { selectOptions: 'should not contain duplicates' },
    ],
    [{ type: 'SingleSelect', selectOptions: [30], defaultValue: '30' }, { defaultValue: option }],
    [{ type: 'SingleSelect', selectOptions: ['a'], defaultValue: ['a'] }, { defaultValue: option }],
    [
      {
        type: 'SingleSelect',
        selectOptions: ['S', 42],
        maxLength: 3,
        isValueRequired: true,
        defaultValue: 'S',
      },
      { maxLength: notAllowed },
    ],
    [{ type: 'MultiSelect', selectOptions: ['a'], defaultValue: 'a' }, { defaultValue: array }],
    [{ type: 'MultiSelect', selectOptions: ['a'], defaultValue: ['b'] }, { defaultValue: option }],
    [
      { type: 'MultiSelect', selectOptions: ['a'], defaultValue: ['a', 'a'] },
      { defaultValue: 'should not contain duplicates' },
    ],
    [
      { type: 'MultiSelect', selectOptions: ['a'], defaultValue: [], isValueRequired: true },
      { defaultValue: needsDefault },
    ],
  ])('%j is refused with %j', (schema, errors) => {
    expect(() => readNewSchema(schema)).toThrow(
      expect.objectContaining({ code: 'invalid', message: 'Invalid schema object.', errors }),
    );
  });

  it.each([undefined, null, 'Text', 5, []])('%j is none', (schema) => {
    expect(() => readNewSchema(schema)).toThrow(
      expect.objectContaining({
        message: 'Invalid schema object.',
        errors: { schema: 'should be of type object' },
      }),
    );
  });

  it('does not mistake a name of the prototype for a property', () => {
    const schema = JSON.parse('{"type":"Text","__proto__":{"minLength":1}}');
    expect(() => readNewSchema(schema)).toThrow('Invalid schema object.');
  });
});

describe('a schema that replaces another', () => {
  it.each(customFieldTypes)('keeps the type %s, whatever is said of it', (type) => {
    const options = type.endsWith('Select') ? { selectOptions: ['a'] } : {};
    expect(readSchemaOfType(type, { type: 'Unheard', ...options })).toEqual({ type, ...options });
  });

  it('is held against that type', () => {
    expect(() => readSchemaOfType('Number', { type: 'Text', maxLength: 5 })).toThrow(
      expect.objectContaining({ errors: { maxLength: 'not allowed for this type' } }),
    );
  });
});
