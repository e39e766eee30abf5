import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../config.ts';

function read(blobs: string) {
  return readConfig({ CALOTYPE_BLOBS_URL: blobs }).blobsUrl;
}

describe('where blobs and renditions are', () => {
  it.each([
    ['file:/mnt/blobs', { kind: 'file', folder: '/mnt/blobs' }],
    ['file:blobs with spaces', { kind: 'file', folder: 'blobs with spaces' }],
    ['s3://media', { kind: 's3', bucket: 'media', prefix: '', pathStyle: false }],
    ['s3://media/', { kind: 's3', bucket: 'media', prefix: '', pathStyle: false }],
    ['s3://media/a/b%20c/', { kind: 's3', bucket: 'media', prefix: 'a/b c', pathStyle: false }],
    [
      's3://media?region=eu-central-1',
      { kind: 's3', bucket: 'media', prefix: '', region: 'eu-central-1', pathStyle: false },
    ],
    [
      's3://media/x?endpoint=http://10.0.0.1:9000',
      { kind: 's3', bucket: 'media', prefix: 'x', endpoint: 'http://10.0.0.1:9000', pathStyle: true },
    ],
    [
      's3://media/x?endpoint=https%3A%2F%2Fs3.example.com&pathStyle=false',
      { kind: 's3', bucket: 'media', prefix: 'x', endpoint: 'https://s3.example.com', pathStyle: false },
    ],
    [
      's3://KEY:se%2Fcret%2B@media',
      {
        kind: 's3',
        bucket: 'media',
        prefix: '',
        pathStyle: false,
        credentials: { accessKeyId: 'KEY', secretAccessKey: 'se/cret+' },
      },
    ],
  ])('%s', (url, expected) => {
    expect(read(url)).toEqual(expected);
  });

  it('bounds what is kept of renditions', () => {
    const { renditionsUrl } = readConfig({ CALOTYPE_RENDITIONS_URL: 's3://prints?region=x&maxBytes=1000' });
    expect(renditionsUrl).toMatchObject({ kind: 's3', bucket: 'prints', maxBytes: 1000 });
    expect(readConfig({ CALOTYPE_RENDITIONS_URL: 'file:/r?maxBytes=7' }).renditionsUrl).toEqual({
      kind: 'file',
      folder: '/r',
      maxBytes: 7,
    });
  });

  it.each([
    'file:',
    'file:/blobs?maxBytes=1',
    'ftp://media',
    's3:media',
    's3://',
    's3://a',
    's3://media:9000/x',
    's3://media?endpoint=host:9000',
    's3://media?endpoint=ftp://host',
    's3://media?pathStyle=yes',
    's3://media?regoin=x',
    's3://media?region=x&region=y',
    's3://media?region=x/../y',
    's3://KEY@media',
    's3://:secret@media',
    's3://media?maxBytes=1000',
  ])('refuses %s for blobs', (url) => {
    expect(() => read(url)).toThrow('CALOTYPE_BLOBS_URL: expected file:PATH or s3://BUCKET/PREFIX');
  });

  it('tells of a fault without telling the secret', () => {
    expect(() => read('s3://KEY:topsecret@media?oops=1')).toThrow('got "s3://…@media?oops=1"');
    expect(() => readConfig({ CALOTYPE_DATABASE_URL: 'mysql://me:topsecret@host' })).toThrow(
      'got "mysql://…@host"',
    );
  });

  it.each([
    ['s3://one/media', 's3://one/media', false],
    ['s3://one/media', 's3://one', false],
    ['s3://one', 's3://one', false],
    ['s3://one/media/blobs', 's3://one/media', false],
    ['s3://one/media', 's3://one/media/prints', true],
    ['s3://one/media', 's3://one/prints', true],
    ['s3://one/prints-not', 's3://one/prints', true],
    ['s3://one', 's3://one/prints', true],
    ['s3://one/media', 's3://other/media', true],
    ['s3://one', 's3://one?endpoint=http://elsewhere', true],
  ])('blobs in %s, renditions in %s: %s', (blobs, renditions, isFine) => {
    const settings = { CALOTYPE_BLOBS_URL: blobs, CALOTYPE_RENDITIONS_URL: renditions };
    if (isFine) expect(() => readConfig(settings)).not.toThrow();
    else expect(() => readConfig(settings)).toThrow(ConfigError);
  });
});
