import { describe, expect, it } from 'vitest';
import { readUploadCredentials } from './upload-credentials.ts';
import type { UploadFields } from './upload-fields.ts';
import { readUploadRequest } from './upload-request.ts';

const fields = (values: Record<string, string>): UploadFields =>
  Object.entries(values).map(([name, value]) => ({ name, value }));
const read = (values: Record<string, string>) => readUploadRequest(fields({ fileName: 'a.jpg', ...values }));

it('has the defaults of the hosted service', () => {
  expect(read({})).toEqual({
    fileName: 'a.jpg',
    folder: '/',
    useUniqueFileName: true,
    tags: undefined,
    isPrivateFile: false,
    isPublished: true,
    customCoordinates: undefined,
    description: undefined,
    customMetadata: undefined,
    responseFields: new Set(),
    overwriteFile: true,
    overwriteTags: true,
    overwriteAITags: true,
    overwriteCustomMetadata: true,
  });
});

it('reads every parameter', () => {
  const request = read({
    fileName: ' my photo.jpg ',
    folder: ' /shop/2026/ ',
    useUniqueFileName: 'false',
    tags: 'a,b',
    isPrivateFile: 'true',
    isPublished: 'false',
    customCoordinates: '10,10,100,100',
    description: ' two blanks around ',
    customMetadata: '{"brand":"Umber"}',
    responseFields: 'tags,isPublished,thumbnail',
    overwriteFile: 'false',
    overwriteTags: 'false',
    overwriteAITags: 'false',
    overwriteCustomMetadata: 'false',
    mime: 'image/png',
  });
  expect(request).toEqual({
    fileName: 'my photo.jpg',
    folder: '/shop/2026/',
    useUniqueFileName: false,
    tags: ['a', 'b'],
    isPrivateFile: true,
    isPublished: false,
    customCoordinates: '10,10,100,100',
    description: ' two blanks around ',
    customMetadata: { kind: 'json', values: { brand: 'Umber' } },
    responseFields: new Set(['tags', 'isPublished']),
    overwriteFile: false,
    overwriteTags: false,
    overwriteAITags: false,
    overwriteCustomMetadata: false,
  });
});

describe('the text undefined', () => {
  it('means absent, as Node SDKs up to 6 send it', () => {
    const absent = { folder: 'undefined', useUniqueFileName: 'undefined', customCoordinates: 'undefined' };
    const unsupported = { customMetadata: 'undefined', webhookUrl: 'undefined', checks: 'undefined' };
    expect(read({ ...absent, ...unsupported })).toEqual(read({}));
  });

  it('is a name, a tag and a description like others', () => {
    const request = read({ fileName: 'undefined', tags: 'undefined', description: 'undefined' });
    expect(request).toMatchObject({ fileName: 'undefined', tags: ['undefined'], description: 'undefined' });
  });
});

it('keeps an empty list of tags apart from none', () => {
  expect(read({ tags: '' }).tags).toEqual([]);
  expect(read({}).tags).toBeUndefined();
});

const tagsTooLong =
  'Your request contains invalid value for tags parameter. Combined length of all tags should be less than or equal to 500.';
const wrong = (name: string) => `Your request contains invalid value for ${name} parameter.`;

it.each<[string, Record<string, string>, string]>([
  ['a blank name', { fileName: '  ' }, 'Your request is missing fileName paramater'],
  ['a bad boolean', { useUniqueFileName: 'maybe' }, wrong('useUniqueFileName')],
  ['tags that are too long', { tags: `${'a'.repeat(250)},${'b'.repeat(251)}` }, tagsTooLong],
  [
    'a tag with a percent sign',
    { tags: '100%' },
    "Your request contains invalid value for tags. Please provide an array of strings. Example - ['t-shirt','summer-sale'].",
  ],
  ['three coordinates', { customCoordinates: '1,2,3' }, wrong('customCoordinates')],
  ['negative coordinates', { customCoordinates: '-1,2,3,4' }, wrong('customCoordinates')],
  ['coordinates without width', { customCoordinates: '1,2,0,4' }, wrong('customCoordinates')],
  ['a description that is too long', { description: 'a'.repeat(10_001) }, wrong('description')],
])('refuses %s', (_, values, message) => {
  expect(() => read(values)).toThrow(expect.objectContaining({ code: 'invalid', message }));
});

it('refuses a form without a name', () => {
  expect(() => readUploadRequest([])).toThrow('Your request is missing fileName paramater');
});

it('counts tags without their commas, in code points', () => {
  expect(read({ tags: `${'😀'.repeat(250)},${'b'.repeat(250)}` }).tags).toHaveLength(2);
});

it.each<[string, string]>([
  ['extensions', '[{"name":"remove-bg"}]'],
  ['transformation', '{"pre":"w-10"}'],
  ['transformation[pre]', 'w-10'],
  ['checks', '"file.size" < "1mb"'],
  ['webhookUrl', 'https://a.example/hook'],
])('does not pass over %s in silence', (name, value) => {
  const parameter = name.replace(/\[.*/, '');
  expect(() => read({ [name]: value })).toThrow(
    expect.objectContaining({
      code: 'invalid',
      message: `The ${parameter} parameter is not supported yet.`,
    }),
  );
});

it.each(['extensions', 'transformation', 'checks', 'webhookUrl'])(
  'takes %s without content for absent',
  (name) => {
    for (const value of ['', '{}', '[]', 'null', 'undefined'])
      expect(read({ [name]: value })).toEqual(read({}));
  },
);

describe('credentials', () => {
  it('are read as they stand in the form', () => {
    const given = { publicKey: ' public_a ', token: ' t ', expire: '1893456000', signature: 'abc' };
    expect(readUploadCredentials(fields(given))).toEqual({ ...given, publicKey: 'public_a' });
  });

  it.each(['', 'undefined'])('are absent as %j', (value) => {
    const given = { publicKey: value, token: value, expire: value, signature: value };
    expect(readUploadCredentials(fields(given))).toEqual(readUploadCredentials([]));
  });
});
