import { describe, expect, it } from 'vitest';
import type { CustomField, CustomFieldSchema } from './custom-field.ts';
import {
  changeCustomMetadata,
  checkCustomMetadata,
  makeCustomMetadata,
  readWrittenMetadata,
} from './custom-metadata.ts';
import { makeId } from './ids.ts';

const field = (name: string, schema: CustomFieldSchema): CustomField => ({
  id: makeId(new Date(0)),
  name,
  label: name,
  schema,
});

const text = { type: 'Text', minLength: 2, maxLength: 3 } as const;
const number = { type: 'Number', minValue: -1, maxValue: 3000 } as const;
const date = { type: 'Date', minValue: '2025-01-01', maxValue: '2025-12-31' } as const;
const one = { type: 'SingleSelect', selectOptions: ['S', '30', 42, true] } as const;
const many = { type: 'MultiSelect', selectOptions: ['S', '30', 42, true] } as const;

/** Spec library-api §7.6. */
describe('a value', () => {
  it.each<[CustomFieldSchema, unknown]>([
    [text, 'ab'],
    [text, '😀😀😀'],
    [{ type: 'Textarea' }, ''],
    [{ type: 'Textarea' }, 'a\nb'],
    [number, -1],
    [number, 3000],
    [number, 39.9],
    [{ type: 'Number' }, -1e300],
    [date, '2025-11-05T05:06:07'],
    [date, '2025-01-01'],
    [date, '2024-12-31T23:00:00-05:00'],
    [{ type: 'Boolean' }, true],
    [{ type: 'Boolean' }, false],
    [one, '30'],
    [one, 42],
    [one, true],
    [many, ['S']],
    [many, [true, 42, '30', 'S']],
    [many, []],
    [text, null],
    [many, null],
  ])('of %j may be %j', (schema, value) => {
    expect(() => checkCustomMetadata({ x: value }, [field('x', schema)])).not.toThrow();
  });

  const of = (type: string) => `should be of type ${type}`;
  const option = 'should be one of selectOptions';

  it.each<[CustomFieldSchema, unknown, string]>([
    [text, 5, of('string')],
    [text, true, of('string')],
    [text, ['ab'], of('string')],
    [text, 'a', 'length should be greater than or equal to 2'],
    [text, 'abcd', 'length should be less than or equal to 3'],
    [{ type: 'Textarea' }, {}, of('string')],
    [number, '39', of('number')],
    [number, true, of('number')],
    [number, Number.POSITIVE_INFINITY, of('number')],
    [number, -2, 'should be greater than or equal to -1'],
    [number, 3001, 'should be less than or equal to 3000'],
    [date, 'tomorrow', 'should be an ISO8601 date string'],
    [date, 1762318800000, 'should be an ISO8601 date string'],
    [date, '2025-02-29', 'should be an ISO8601 date string'],
    [date, '2024-12-31', 'should be greater than or equal to 2025-01-01'],
    [date, '2025-12-31T00:00:00-01:00', 'should be less than or equal to 2025-12-31'],
    [{ type: 'Boolean' }, 'true', of('boolean')],
    [{ type: 'Boolean' }, 0, of('boolean')],
    [{ type: 'Boolean' }, 1, of('boolean')],
    [one, 30, option],
    [one, '42', option],
    [one, ['S'], option],
    [one, false, option],
    [many, 'S', of('array')],
    [many, ['S', 'x'], option],
    [many, [['S']], option],
    [many, ['S', 42, 'S'], 'should not contain duplicates'],
    [{ ...text, isValueRequired: true, defaultValue: 'ab' }, null, 'is required'],
    [{ ...many, isValueRequired: true, defaultValue: ['S'] }, [], 'is required'],
  ])('of %j may not be %j: %s', (schema, value, fault) => {
    expect(() => checkCustomMetadata({ x: value }, [field('x', schema)])).toThrow(
      expect.objectContaining({ code: 'invalid', message: 'Invalid custom metadata.', errors: { x: fault } }),
    );
  });

  it.each(['y', 'constructor', 'toString', '__proto__'])(
    'of a field %s that is not there is refused',
    (name) => {
      const written = Object.fromEntries([[name, 'ab']]);
      expect(() => checkCustomMetadata(written, [field('x', text)])).toThrow(
        expect.objectContaining({ errors: Object.fromEntries([[name, 'is not a valid field']]) }),
      );
    },
  );

  it('may be one of a hundred thousand, quickly', () => {
    const selectOptions = Array.from({ length: 100_000 }, (_, n) => n);
    const values = selectOptions.toReversed();
    expect(() =>
      checkCustomMetadata({ x: values }, [field('x', { type: 'MultiSelect', selectOptions })]),
    ).not.toThrow();
  });
});

it('names every fault, field by field', () => {
  const fields = [field('price', number), field('size', one), field('brand', text)];
  expect(() => checkCustomMetadata({ price: '5', size: 'S', colour: 'red' }, fields)).toThrow(
    expect.objectContaining({ errors: { price: of('number'), colour: 'is not a valid field' } }),
  );
});

function of(type: string): string {
  return `should be of type ${type}`;
}

it.each([null, 'x', 5, [1], true])('%j is no custom metadata', (written) => {
  expect(() => readWrittenMetadata(written)).toThrow('Invalid custom metadata.');
});

it.each([{}, []])('%j is empty custom metadata', (written) => {
  expect(readWrittenMetadata(written)).toEqual({});
});

const shop = [
  field('brand', { type: 'Text' }),
  field('size', { ...one, isValueRequired: true, defaultValue: 'S' }),
  field('channels', { ...many, defaultValue: [42] }),
  field('approved', { type: 'Boolean', defaultValue: false }),
];

describe('a new file', () => {
  it.each([
    ['nothing', {}, { size: 'S', channels: [42], approved: false }],
    ['some', { brand: 'x', size: 42 }, { brand: 'x', size: 42, channels: [42], approved: false }],
    ['null for what has a default', { approved: null, channels: [] }, { size: 'S' }],
  ])('that is told %s gets the defaults of all that is not mentioned', (_, written, expected) => {
    expect(makeCustomMetadata(written, shop)).toEqual(expected);
  });

  it('has its values in the order of the fields', () => {
    const made = makeCustomMetadata({ approved: true, channels: ['S'], brand: 'x' }, shop);
    expect(Object.keys(made)).toEqual(['brand', 'size', 'channels', 'approved']);
  });
});

describe('a change', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['sets', { brand: 'y', size: 42 }, { brand: 'y', size: 42 }],
    ['unsets', { brand: null }, { size: 'S' }],
    ['unsets what was not set', { brand: null, approved: null }, { size: 'S' }],
    ['empties a list', { channels: [] }, { brand: 'x', size: 'S' }],
    [
      'fills in what is required, no other default',
      { channels: [true] },
      { brand: 'x', size: 'S', channels: [true] },
    ],
    ['of nothing does nothing', {}, { brand: 'x' }],
  ])('%s, and leaves the rest', (_, written, expected) => {
    expect(changeCustomMetadata({ brand: 'x' }, written, shop)).toEqual(expected);
  });
});
