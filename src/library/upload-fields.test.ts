import { describe, expect, it } from 'vitest';
import {
  isGiven,
  readBoolean,
  readBracketed,
  readJson,
  readList,
  readOptionalText,
  readRaw,
  readText,
  type UploadFields,
} from './upload-fields.ts';

const x = (...values: string[]): UploadFields => values.map((value) => ({ name: 'x', value }));
const named = (...pairs: [string, string][]): UploadFields => pairs.map(([name, value]) => ({ name, value }));

describe('a text', () => {
  it('is trimmed, and the last of several wins', () => {
    expect(readText(x('a', ' b \n'), 'x')).toBe('b');
    expect(readRaw(x('a', ' b \n'), 'x')).toBe(' b \n');
    expect(readText([], 'x')).toBeUndefined();
  });

  it.each(['', '  ', 'undefined', ' undefined '])('that is %j may count as absent', (value) => {
    expect(readOptionalText(x(value), 'x')).toBeUndefined();
  });

  it('that is null is the word null', () => {
    expect(readOptionalText(x('null'), 'x')).toBe('null');
  });
});

describe('a boolean', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['TRUE', true],
    [' False ', false],
  ])('is read from %j', (value, expected) => {
    expect(readBoolean(x(value), 'x', !expected)).toBe(expected);
  });

  it.each(['', 'undefined', 'null', ' NULL '])('is absent as %j', (value) => {
    expect(readBoolean(x(value), 'x', true)).toBe(true);
    expect(readBoolean(x(value), 'x', false)).toBe(false);
  });

  it.each(['1', '0', 'yes', 'tru', '"true"', 'true,false'])('is refused as %j', (value) => {
    expect(() => readBoolean(x(value), 'x', true)).toThrow(
      'Your request contains invalid value for x parameter.',
    );
  });

  it('is the last of several', () => {
    expect(readBoolean(x('true', 'false'), 'x', true)).toBe(false);
  });
});

describe('a list', () => {
  it.each<[string, UploadFields, string[] | undefined]>([
    ['nothing', [], undefined],
    ['comma-separated text', x('a,b,c'), ['a', 'b', 'c']],
    ['a repeated field (Ruby 4)', x('a', 'b', 'c'), ['a', 'b', 'c']],
    ['brackets', named(['x[]', 'a'], ['x[]', 'b']), ['a', 'b']],
    ['numbered brackets', named(['x[0]', 'a'], ['x[1]', 'b'], ['x[10]', 'c']), ['a', 'b', 'c']],
    ['all forms together', named(['x', 'a'], ['y', 'q'], ['x[]', 'b'], ['x[0]', 'c']), ['a', 'b', 'c']],
    ['JSON', x('["a", "b"]'), ['a', 'b']],
    ['numbers in JSON', x('["a", 1]'), ['a', '1']],
    ['an empty JSON array', x('[]'), []],
    ['commas within items, in every form', x('["a,b","c"]'), ['a', 'b', 'c']],
    ['commas within repeated fields', x('a,b', 'c'), ['a', 'b', 'c']],
    ['white space, doubles and empty items', x(' a , b,,a,'), ['a', 'b']],
    ['empty text', x(''), []],
    ['text that only begins like JSON', x('[a,b'), ['[a', 'b']],
    ['JSON beside other values, which is text', x('["a"]', 'b'), ['["a"]', 'b']],
    ['a name that only begins alike', named(['xy', 'a'], ['x[key]', 'b']), undefined],
  ])('is read from %s', (_, fields, expected) => {
    expect(readList(fields, 'x')).toEqual(expected);
  });

  it.each(['[{"a":1}]', '[null]', '[["a"]]', '[true]'])('is refused as %s', (value) => {
    expect(() => readList(x(value), 'x')).toThrow('Your request contains invalid value for x parameter.');
  });
});

describe('an object or array', () => {
  it.each<[string, UploadFields]>([
    ['JSON', x('{"a":1}')],
    ['JSON within a JSON string', x('"[{\\"name\\":\\"remove-bg\\"}]"')],
    ['bracketed keys', named(['x[brand]', 'nike'])],
    ['text that is no JSON', x('hello')],
    ['a number', x('0')],
  ])('is given as %s', (_, fields) => {
    expect(isGiven(fields, 'x')).toBe(true);
  });

  it.each<[string, UploadFields]>([
    ['no field', named(['xy', '{"a":1}'])],
    ['empty text', x('  ')],
    ['undefined', x('undefined')],
    ['null', x('null')],
    ['an empty object', x('{}')],
    ['an empty array', x(' [ ] ')],
    ['an empty array within a JSON string', x('"[]"')],
    ['an empty bracketed key', named(['x[]', ''])],
  ])('is absent as %s', (_, fields) => {
    expect(isGiven(fields, 'x')).toBe(false);
  });
});

describe('JSON', () => {
  const bad = () => new Error('bad');

  it.each<[string, string, unknown]>([
    ['an object', '{"a":1}', { a: 1 }],
    ['an array', ' [1, "b"] ', [1, 'b']],
    ['a number', '0', 0],
    ['JSON within a JSON string', '"{\\"a\\":[1]}"', { a: [1] }],
    ['JSON within a JSON string over several lines', '"{\n  \\"a\\":\r\n 1}"', { a: 1 }],
    ['nothing', '  ', undefined],
    ['undefined', 'undefined', undefined],
    ['null', 'null', undefined],
    ['null within a JSON string', '"null"', undefined],
    ['nothing within a JSON string', '""', undefined],
  ])('is read from %s', (_, value, expected) => {
    expect(readJson(x(value), 'x', bad)).toEqual(expected);
  });

  it.each(['{', 'hello', '"hello"', '{"a":1}}', '[1,]'])('is refused as %s', (value) => {
    expect(() => readJson(x(value), 'x', bad)).toThrow('bad');
  });
});

describe('bracketed keys', () => {
  it.each<[string, UploadFields, unknown]>([
    ['no such field', named(['x', '1'], ['xy[a]', '1']), undefined],
    ['texts', named(['x[a]', '1'], ['x[b c]', ' two ']), { a: '1', 'b c': ' two ' }],
    ['a repeated one, the last', named(['x[a]', '1'], ['x[a]', '2']), { a: '2' }],
    ['a list', named(['x[a][]', '1'], ['x[a][]', '2'], ['x[b]', '3']), { a: ['1', '2'], b: '3' }],
    ['a numbered list', named(['x[a][0]', '1'], ['x[a][1]', '2']), { a: ['1', '2'] }],
    ['a name that objects have', named(['x[constructor]', '1']), { constructor: '1' }],
  ])('of %s', (_, fields, expected) => {
    expect(readBracketed(fields, 'x')).toEqual(expected);
  });

  it('do not reach the prototype of anything', () => {
    const values = readBracketed(named(['x[__proto__]', 'evil']), 'x') ?? {};
    expect(Object.entries(values)).toEqual([['__proto__', 'evil']]);
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  });
});
