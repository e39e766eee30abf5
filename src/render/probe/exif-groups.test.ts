import sharp, { type Exif } from 'sharp';
import { describe, expect, it } from 'vitest';
import { readExifGroups } from './exif-groups.ts';

async function exifOf(exif: Exif, orientation = 6): Promise<Buffer> {
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#abc' } })
    .withMetadata({ exif, orientation })
    .jpeg()
    .toBuffer();
  return (await sharp(bytes).metadata()).exif ?? Buffer.of();
}

const written = await exifOf({
  IFD0: { Make: 'Canon', Model: 'Box', DateTime: '2008:07:31 10:38:11' },
  IFD2: {
    DateTimeOriginal: '2008:05:30 15:56:01',
    DateTimeDigitized: '2008:05:30 15:56:02',
    ExposureTime: '1/160',
    FNumber: '71/10',
    ISOSpeedRatings: '100',
    ExposureBiasValue: '0/0',
    FocalLengthIn35mmFilm: '50',
  },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 16/1 30/1' },
});

describe('EXIF', () => {
  it('is read raw, under its standard names', () => {
    const groups = readExifGroups(written);
    expect(groups?.image).toMatchObject({ Make: 'Canon', Orientation: 6, ModifyDate: '2008:07:31 10:38:11' });
    expect(groups?.exif).toMatchObject({
      DateTimeOriginal: '2008:05:30 15:56:01',
      CreateDate: '2008:05:30 15:56:02',
      ExposureTime: 0.00625,
      FNumber: 7.1,
      ISO: 100,
      FocalLengthIn35mmFormat: 50,
    });
    expect(groups?.gps).toMatchObject({ GPSLatitudeRef: 'N', GPSLatitude: [48, 16, 30] });
    expect(groups).toMatchObject({ thumbnail: {}, interoperability: {}, makernote: {} });
  });

  it('keeps versions as text and leaves out numbers that are none', () => {
    const groups = readExifGroups(written);
    expect(groups?.exif).toMatchObject({ ExifVersion: expect.stringMatching(/^0\d+$/) });
    expect(groups?.exif).not.toHaveProperty('ExposureCompensation');
  });

  it('survives JSON unchanged', () => {
    const groups = readExifGroups(written);
    expect(JSON.parse(JSON.stringify(groups))).toEqual(groups);
  });

  it.each([
    ['nothing', undefined],
    ['an empty block', Buffer.alloc(0)],
    ['noise', Buffer.from('Exif\0\0MM\0*\xff\xff\xff\xff', 'latin1')],
    ['far too much', Buffer.alloc(1_000_000, 'Exif\0\0')],
  ])('is absent in %s', (_, bytes) => {
    expect(readExifGroups(bytes)).toBeUndefined();
  });

  it('of a block that breaks off anywhere is readable or absent', () => {
    for (let length = 0; length < written.length; length += 1) {
      const groups = readExifGroups(written.subarray(0, length));
      expect(JSON.parse(JSON.stringify(groups ?? null))).toEqual(groups ?? null);
    }
  });
});
