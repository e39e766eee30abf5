import { describe, expect, it } from 'vitest';
import { MediaError } from './errors.ts';
import {
  addUniqueSuffix,
  ancestorsOf,
  checkPathLength,
  joinPath,
  normalizePath,
  sanitizeFileName,
  sanitizeFolderPath,
  splitPath,
} from './names.ts';

describe('a file name', () => {
  it.each([
    ['my photo (1).jpg', 'my_photo__1_.jpg'],
    ['a/b.png', 'a_b.png'],
    ['naïve café.jpg', 'naïve_café.jpg'],
    ['फ़ाइल नाम.png', 'फ़ाइल_नाम.png'],
    ['emoji😀x.jpg', 'emoji_x.jpg'],
    ['a+b&c@d.txt', 'a_b_c_d.txt'],
    ['100%.gif', '100_.gif'],
    ['a  b', 'a__b'],
  ])('%s is kept as %s', (sent, kept) => {
    expect(sanitizeFileName(sent)).toBe(kept);
  });

  it.each(['', '.', '..'])('%j is refused', (name) => {
    expect(() => sanitizeFileName(name)).toThrow(MediaError);
  });

  it.each([
    ['Kettle.jpg', /^Kettle_[\w-]{9}\.jpg$/],
    ['archive.tar.gz', /^archive\.tar_[\w-]{9}\.gz$/],
    ['.env', /^\.env_[\w-]{9}$/],
    ['README', /^README_[\w-]{9}$/],
  ])('%s gets nine random characters before its ending', (name, form) => {
    expect(addUniqueSuffix(name)).toMatch(form);
    expect(addUniqueSuffix(name)).not.toBe(addUniqueSuffix(name));
  });

  it('is cut at a character, not in one, when the suffix makes it too long', () => {
    const name = addUniqueSuffix(`${'é'.repeat(200)}.jpg`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name).toMatch(/^é+_[\w-]{9}\.jpg$/);
  });
});

describe('a folder path', () => {
  it.each([
    ['products', '/products'],
    ['//products/', '/products'],
    ['/', '/'],
    ['', '/'],
    ['a//b/', '/a/b'],
  ])('%j is normalised to %s', (sent, path) => {
    expect(normalizePath(sent)).toBe(path);
  });

  it.each([
    ['/shop/v1.2/new items', '/shop/v1_2/new_items'],
    ['sale-banner_1', '/sale-banner_1'],
  ])('%s is sanitised to %s', (sent, path) => {
    expect(sanitizeFolderPath(sent)).toBe(path);
  });

  it.each(['/a/../b', '.', 'a/./b', Array(51).fill('a').join('/'), 'x'.repeat(256)])(
    '%j is refused',
    (path) => {
      expect(() => sanitizeFolderPath(path)).toThrow(
        expect.objectContaining({ reason: 'INVALID_FOLDER_PATH' }),
      );
    },
  );

  it('may be fifty levels deep', () => {
    expect(sanitizeFolderPath(Array(50).fill('a').join('/'))).toBe(`/${Array(50).fill('a').join('/')}`);
  });
});

describe('paths', () => {
  it.each([
    ['/a/b.jpg', '/a', 'b.jpg'],
    ['/b.jpg', '/', 'b.jpg'],
  ])('%s is %s and %s', (path, folderPath, name) => {
    expect(splitPath(path)).toEqual({ folderPath, name });
    expect(joinPath(folderPath, name)).toBe(path);
  });

  it('have their ancestors, parents first', () => {
    expect(ancestorsOf('/a/b/c')).toEqual(['/a', '/a/b', '/a/b/c']);
    expect(ancestorsOf('/')).toEqual([]);
  });

  it('that are too long to keep are refused', () => {
    expect(() => checkPathLength(`/${'n'.repeat(256)}`)).toThrow(MediaError);
    expect(() => checkPathLength(`/${'d/'.repeat(520)}n`)).toThrow(MediaError);
    expect(() => checkPathLength('/fine.jpg')).not.toThrow();
  });
});
