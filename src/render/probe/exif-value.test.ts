import { expect, it } from 'vitest';
import { plainValue } from './exif-value.ts';

it.each<[string, string, unknown, unknown]>([
  ['a text', 'Make', 'Canon ', 'Canon'],
  ['letters beyond ASCII', 'Artist', Buffer.from('Müller\0'), 'Müller'],
  ['a version', 'ExifVersion', Buffer.from('0232'), '0232'],
  ['a single byte', 'SceneType', Buffer.from([1]), 1],
  ['a few bytes', 'ComponentsConfiguration', Buffer.from([1, 2, 3, 0]), [1, 2, 3, 0]],
  ['a comment in ASCII', 'UserComment', Buffer.from('ASCII\0\0\0Hallo\0\0'), 'Hallo'],
  [
    'a comment in Unicode',
    'UserComment',
    Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from('Größe', 'utf16le')]),
    'Größe',
  ],
  [
    "Windows' own keywords",
    'XPKeywords',
    [...Buffer.from('größte Wäsche;a much longer word than any other\0', 'utf16le')],
    'größte Wäsche;a much longer word than any other',
  ],
  ['a date', 'DateTime', new Date(Date.UTC(2008, 6, 31, 10, 38, 11)), '2008:07:31 10:38:11'],
  ['no date', 'DateTime', new Date(Number.NaN), undefined],
  ['a number', 'FNumber', 7.1, 7.1],
  ['an unknown number', 'FNumber', Number.NaN, undefined],
  ['a number beyond all', 'FNumber', Number.POSITIVE_INFINITY, undefined],
  ['three numbers', 'GPSLatitude', [48, 16, 30], [48, 16, 30]],
  ['three numbers, one unknown', 'GPSLatitude', [48, Number.NaN, 30], undefined],
  ['a table', 'TransferFunction', Array.from({ length: 768 }, () => 1), undefined],
  ["the maker's notes", 'MakerNote', Buffer.from('Canon'), undefined],
  ['nothing', 'Make', null, undefined],
])('%s', (_, name, value, expected) => {
  expect(plainValue(name, value)).toEqual(expected);
});
