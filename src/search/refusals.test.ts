import { describe, expect, it } from 'vitest';
import { fixtureMeanings } from './fixture.contract.ts';
import { parseQuery } from './parse-query.ts';

const see = 'Please refer to the documentation for syntax specification.';
const syntax = `Invalid search query. ${see}`;
const quotes = 'Make sure the value is enclosed within quotes.';

/** Spec search §9: E1 to E22, with the sentence for each. */
describe('refused queries', () => {
  it.each([
    ['createdAt > "soon"', must('createdAt', `a valid date value. ${quotes}`)],
    ['name = red', must('name', `a valid string value. ${quotes}`)],
    ['name > "a"', cannot('name', '>')],
    ['tags = "sale"', cannot('tags', '=')],
    ['size > "huge"', must('size', `a valid size value. ${quotes}`)],
    ['private = "true"', must('private', 'a valid boolean value.')],
    ['type = "collection"', must('type', 'one of the following values: file, file-version, folder.')],
    ['tags IN "sale"', must('tags', 'a valid array value.')],
    ['tags IN []', must('tags', 'a valid array value.')],
    ['(name = "a"', syntax],
    ['name = "a" AND', syntax],
    ['name = "a" name = "b"', syntax],
    ['created_at >= "2d"', unknown('created_at')],
    ['"customMetadata.nope" = 1', unknown('customMetadata.nope')],
    ['"embeddedMetadata.Artist" = "x"', unknown('embeddedMetadata.Artist')],
    ['format NOT = "jpg"', cannot('format', 'NOT =')],
    ['name NOT HAS "x"', cannot('name', 'NOT HAS')],
    ['NOT name = "a"', syntax],
    ['"customMetadata.brand" > "a"', cannot('customMetadata.brand', '>')],
    ['"customMetadata.approved" IN [true]', cannot('customMetadata.approved', 'IN')],
    ['name HAS ""', must('name', `a valid string value. ${quotes}`)],
    ['name = "unterminated', syntax],
  ])('%s', refuses);
});

describe('values that are none', () => {
  it.each([
    ['width > "12px"', must('width', 'a valid number value.')],
    ['width > true', must('width', 'a valid number value.')],
    ['width > 1e3', must('width', 'a valid number value.')],
    [`width > ${'9'.repeat(400)}`, must('width', 'a valid number value.')],
    ['size > "1.2.3mb"', must('size', `a valid size value. ${quotes}`)],
    ['size > "1  pb"', must('size', `a valid size value. ${quotes}`)],
    ['name = 30', must('name', `a valid string value. ${quotes}`)],
    ['name = ["a"]', must('name', `a valid string value. ${quotes}`)],
    ['name HAS "--"', must('name', `a valid string value. ${quotes}`)],
    ['name HAS 7', must('name', `a valid string value. ${quotes}`)],
    ['tags IN ["a", 5]', must('tags', `a valid string value. ${quotes}`)],
    ['type IN ["file", "all"]', must('type', 'one of the following values: file, file-version, folder.')],
    ['type = file', must('type', 'one of the following values: file, file-version, folder.')],
    ['path : 5', must('path', `a valid string value. ${quotes}`)],
    ['createdAt > 2020', must('createdAt', `a valid date value. ${quotes}`)],
    ['"customMetadata.price" = "cheap"', must('customMetadata.price', 'a valid number value.')],
    ['"customMetadata.season" > "a"', must('customMetadata.season', 'a valid number value.')],
    ['"customMetadata.season" : 20', must('customMetadata.season', `a valid string value. ${quotes}`)],
    [
      '"customMetadata.channels" IN [web]',
      must(
        'customMetadata.channels',
        'a valid string, number or boolean value. Make sure a string is enclosed within quotes.',
      ),
    ],
    [
      '"embeddedMetadata.LocationTaken" = "here"',
      must('embeddedMetadata.LocationTaken', 'a valid location value.'),
    ],
  ])('%s', refuses);
});

describe('operators that a field does not have', () => {
  it.each([
    ['tags : "a"', cannot('tags', ':')],
    ['name EXISTS', cannot('name', 'EXISTS')],
    ['createdAt HAS "x"', cannot('createdAt', 'HAS')],
    ['private != true', cannot('private', 'NOT =')],
    ['format not in ["jpg"]', cannot('format', 'NOT IN')],
    ['name NOT : "a"', cannot('name', 'NOT :')],
    ['width NOT < 5', cannot('width', 'NOT <')],
    ['createdBy : "ana"', cannot('createdBy', ':')],
    ['"embeddedMetadata.LocationTaken" NOT = "1,1 5km"', cannot('embeddedMetadata.LocationTaken', 'NOT =')],
    ['"customMetadata.channels" = "web"', cannot('customMetadata.channels', '=')],
  ])('%s', refuses);
});

describe('fields that are none', () => {
  it.each([
    ['Name = "a"', unknown('Name')],
    ['description HAS "a"', unknown('description')],
    ['AITags.name IN ["a"]', unknown('AITags.name')],
    ['"customMetadata." = 1', unknown('customMetadata.')],
    ['"" = 1', unknown('')],
    ['toString = "a"', unknown('toString')],
    ['__proto__ = "a"', unknown('__proto__')],
    ['customMetadata.constructor = "a"', unknown('customMetadata.constructor')],
    ['red dress', unknown('red')],
  ])('%s', refuses);
});

describe('texts that are no query', () => {
  it.each([
    'name',
    'name =',
    'name = "',
    'name NOT',
    'name NOT "a"',
    'name == "a"',
    'name = AND',
    'name = "a" AND AND name = "b"',
    'AND name = "a"',
    'NOT (name = "a")',
    '()',
    '(name = "a"))',
    'name = "a" OR ()',
    'tags IN ["a"',
    'tags IN ["a",]',
    'tags IN [,]',
    'tags IN ["a" "b"]',
    'tags EXISTS true',
    'name = "a" @',
    '5 = 5',
    '"',
    'name = "a\\"',
    // What no text of a database can hold.
    'name = "\\x00"',
    'name = "\0"',
    'name = "\\ud800"',
  ])('%s', (query) => refuses(query, syntax));
});

describe('several problems', () => {
  it.each([
    ['nope > "a" AND name = "unterminated', unknown('nope')],
    ['name > red', cannot('name', '>')],
    ['size > "huge" )', must('size', `a valid size value. ${quotes}`)],
    ['tags IN [5, @', must('tags', `a valid string value. ${quotes}`)],
    ['(name = "a" nope = 1', syntax],
  ])('reports the first of %s', refuses);

  it.each([
    ['name = red', 8],
    ['name > "a"', 6],
    ['name = "a" AND nope = 1', 16],
    ['name = "a" AND', 15],
  ])('says where it begins in %s', (query, character) => {
    const help = `The problem begins at character ${character}.`;
    expect(() => parseQuery(query, fixtureMeanings)).toThrow(expect.objectContaining({ help }));
  });
});

describe('limits', () => {
  const levels = (count: number) => `${'('.repeat(count)}name = "a"${')'.repeat(count)}`;
  const chain = (count: number) => Array.from({ length: count }, () => 'width=1').join(' OR ');
  const words = (count: number) => `name HAS "${'a '.repeat(count)}"`;

  it.each([
    [levels(100)],
    [chain(500)],
    [words(500)],
    [`name = "${'a'.repeat(9991)}"`],
    [`id IN [${'"a",'.repeat(2000)}"a"]`],
  ])('takes what is just allowed: %.30s', (query) => {
    expect(parseQuery(query, fixtureMeanings).root).toBeDefined();
  });

  it.each([
    [levels(101), 'at most 100 levels of parentheses'],
    ['('.repeat(10_000), 'at most 100 levels of parentheses'],
    [chain(501), 'at most 500 conditions'],
    [words(501), 'at most 500 conditions'],
    [`name = "${'a'.repeat(9992)}"`, 'at most 10000 characters'],
    [' '.repeat(10_001), 'at most 10000 characters'],
  ])('refuses what no stack and no statement should have to bear: %.30s', (query, limit) => {
    refuses(query, `Invalid search query - a query can have ${limit}. ${see}`);
  });
});

function refuses(query: string, message: string): void {
  expect(() => parseQuery(query, fixtureMeanings)).toThrow(
    expect.objectContaining({ name: 'MediaError', code: 'invalid', message }),
  );
}

function must(field: string, expected: string): string {
  return `Invalid search query - ${field} field must have ${expected} ${see}`;
}

function cannot(field: string, operator: string): string {
  return `Invalid search query - operator ${operator} is not supported for ${field} field. ${see}`;
}

function unknown(field: string): string {
  return `Invalid search query - ${field} is not a valid field. ${see}`;
}
