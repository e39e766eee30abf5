import { expect, it } from 'vitest';
import type { ExifGroups } from '../../domain/media-facts.ts';
import { presentEmbeddedMetadata } from './present-embedded-metadata.ts';

const none: ExifGroups = { image: {}, thumbnail: {}, exif: {}, gps: {}, interoperability: {}, makernote: {} };
const present = (groups: Partial<ExifGroups>) => presentEmbeddedMetadata({ ...none, ...groups });

it('is empty without EXIF', () => {
  expect(presentEmbeddedMetadata(undefined)).toEqual({});
  expect(present({})).toEqual({});
});

it('is one flat object of the picture, without its thumbnail and what points into the file', () => {
  expect(
    present({
      image: { Make: 'Canon', XResolution: 72, ExifOffset: 214, GPSInfo: 978, Artist: 'Ana' },
      thumbnail: { Compression: 6, XResolution: 96, ThumbnailOffset: 1090 },
      exif: { FNumber: 7.1, ExposureTime: 0.00625, ExifVersion: '0221', InteropOffset: 948 },
      interoperability: { InteropIndex: 'R98', InteropVersion: '0100' },
      makernote: { Secret: 1 },
    }),
  ).toEqual({
    Make: 'Canon',
    XResolution: 72,
    Artist: 'Ana',
    FNumber: 7.1,
    ExposureTime: 0.00625,
    ExifVersion: '0221',
    InteropIndex: 'R98 - DCF basic file (sRGB)',
    InteropVersion: '0100',
  });
});

it.each([
  ['Orientation', 1, 'Horizontal (normal)'],
  ['Orientation', 6, 'Rotate 90 CW'],
  ['ResolutionUnit', 2, 'inches'],
  ['YCbCrPositioning', 2, 'Co-sited'],
  ['ColorSpace', 1, 'sRGB'],
  ['ColorSpace', 65535, 'Uncalibrated'],
  ['ExposureProgram', 1, 'Manual'],
  ['MeteringMode', 5, 'Multi-segment'],
  ['Flash', 16, 'Off, Did not fire'],
  ['LightSource', 255, 'Other'],
  ['WhiteBalance', 0, 'Auto'],
  ['SceneCaptureType', 3, 'Night'],
  ['ExposureMode', 9, 'Unknown (9)'],
  ['Rating', 5, 5],
  ['constructor', 1, 1],
])('says %s %j as %j', (name, value, expected) => {
  expect(present({ image: { [name]: value } })).toEqual({ [name]: expected });
});

it.each([
  ['2019:10:16 19:01:03', {}, '2019-10-16T19:01:03.000Z'],
  ['2019:10:16 19:01:03', { OffsetTimeOriginal: '+00:00' }, '2019-10-16T19:01:03.000Z'],
  ['2019:10:16 19:01:03', { OffsetTimeOriginal: '+05:30' }, '2019-10-16T13:31:03.000Z'],
  ['2019:10:16 19:01:03', { SubSecTimeOriginal: '5' }, '2019-10-16T19:01:03.500Z'],
  [
    '2019:10:16 19:01:03',
    { SubSecTimeOriginal: '123456', OffsetTimeOriginal: 'here' },
    '2019-10-16T19:01:03.123Z',
  ],
])('tells %s, %j as the moment %s', (DateTimeOriginal, more, expected) => {
  expect(present({ exif: { DateTimeOriginal, ...more } })).toMatchObject({ DateTimeOriginal: expected });
});

it.each(['', '0000:00:00 00:00:00', '2019:13:45 19:01:03', 'yesterday', 5])(
  'leaves out the date %j',
  (value) => {
    expect(present({ exif: { DateTimeOriginal: value } })).toEqual({});
  },
);

it('tells places as signed degrees', () => {
  const gps = {
    GPSVersionID: [2, 2, 0, 0],
    GPSLatitudeRef: 'S',
    GPSLatitude: [48, 16, 30],
    GPSLongitudeRef: 'E',
    GPSLongitude: [16, 30, 0],
    GPSAltitudeRef: 0,
    GPSAltitude: 171.5,
    GPSTimeStamp: [9, 5, 7.5],
    GPSDateStamp: '2008:05:30',
  };
  expect(present({ gps })).toEqual({
    GPSVersionID: '2.2.0.0',
    GPSLatitudeRef: 'South',
    GPSLatitude: -48.275,
    GPSLongitudeRef: 'East',
    GPSLongitude: 16.5,
    GPSAltitudeRef: 'Above Sea Level',
    GPSAltitude: 171.5,
    GPSTimeStamp: '09:05:07',
    GPSDateStamp: '2008-05-30',
  });
});

it.each([[[48, 16]], ['48'], [[48, 'x', 1]]])('leaves the place %j as it is', (GPSLatitude) => {
  expect(present({ gps: { GPSLatitude } })).toEqual({ GPSLatitude });
});

it('names the components', () => {
  expect(present({ exif: { ComponentsConfiguration: [1, 2, 3, 0] } })).toEqual({
    ComponentsConfiguration: 'Y,Cb,Cr,-',
  });
});
