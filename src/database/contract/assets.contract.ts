import { describe, expect, it } from 'vitest';
import type { Asset, AssetQuery } from '../../domain/asset.ts';
import { makeId } from '../../domain/ids.ts';
import { pathOf } from '../../domain/media-file.ts';
import { addFile, dayOne, imageFacts, later, makeVersion, textFacts } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

const everything: AssetQuery = {
  type: 'all',
  fileType: 'all',
  sort: { field: 'name', direction: 'asc' },
  limit: 1000,
  skip: 0,
};

export function assetsContract(subject: Subject): void {
  it('lists nothing in an empty library: the root is never listed', async () => {
    expect(await subject.database.assets.list(everything)).toEqual([]);
    expect(await subject.database.assets.list({ ...everything, folderPath: '/' })).toEqual([]);
    expect(await subject.database.assets.countFiles()).toBe(0);
  });

  it('lists files and folders whole', async () => {
    const file = await addFile(subject.database, '/shop/kettle.jpg', {
      details: {
        tags: ['b', 'a'],
        aiTags: [{ name: 'n', confidence: 0.25, source: 's' }],
        description: 'text',
        customCoordinates: '1,2,3,4',
      },
    });
    const folder = await subject.database.folders.findByPath('/shop');
    expect(await subject.database.assets.list(everything)).toEqual([
      { type: 'file', file },
      { type: 'folder', folder },
    ]);
  });

  it('lists older versions beside their file as it is now', async () => {
    const file = await addFile(subject.database, '/a.jpg');
    const version = makeVersion(file.id, { number: 2 });
    const superseded = { id: makeId<'version'>(dayOne), at: later(5) };
    await subject.database.files.addVersion(version, superseded);
    const older = { ...file.current, id: superseded.id, isCurrent: false, createdAt: superseded.at };
    expect(await subject.database.assets.list({ ...everything, type: 'file-version' })).toEqual([
      { type: 'file-version', file: { ...file, current: version }, version: older },
    ]);
    expect(await subject.database.assets.list({ ...everything, type: 'file' })).toEqual([
      { type: 'file', file: { ...file, current: version } },
    ]);
    expect(await subject.database.assets.countFiles()).toBe(1);
  });

  it('lists a folder by direct children alone', async () => {
    for (const path of ['/top.jpg', '/a/in.jpg', '/a/b/deep.jpg', '/ab/near.jpg']) {
      await addFile(subject.database, path);
    }
    const cases: [AssetQuery['type'], string, string[]][] = [
      ['all', '/', ['/a', '/ab', '/top.jpg']],
      ['file', '/', ['/top.jpg']],
      ['folder', '/', ['/a', '/ab']],
      ['all', '/a', ['/a/b', '/a/in.jpg']],
      ['all', '/a/b', ['/a/b/deep.jpg']],
      ['all', '/A', []],
      ['folder', '/nowhere', []],
    ];
    for (const [type, folderPath, expected] of cases) {
      const assets = await subject.database.assets.list({ ...everything, type, folderPath });
      expect(assets.map(nameOf), `${type} in ${folderPath}`).toEqual(expected);
    }
  });

  describe('filters', () => {
    it.each<[string, Partial<AssetQuery>, string[]]>([
      ['everything', {}, ['/a.jpg', '/b.txt', '/c.svg', '/d', '/d/a.jpg', '/e.mp4']],
      ['files', { type: 'file' }, ['/a.jpg', '/b.txt', '/c.svg', '/d/a.jpg', '/e.mp4']],
      ['folders', { type: 'folder' }, ['/d']],
      ['images', { type: 'file', fileType: 'image' }, ['/a.jpg', '/c.svg', '/d/a.jpg']],
      ['other kinds', { type: 'file', fileType: 'non-image' }, ['/b.txt', '/e.mp4']],
      ['images without folders', { fileType: 'image' }, ['/a.jpg', '/c.svg', '/d/a.jpg']],
      ['folders, whatever the kind', { type: 'folder', fileType: 'image' }, ['/d']],
      ['a user tag', { anyTag: ['red'] }, ['/a.jpg', '/b.txt']],
      ['an AI tag', { anyTag: ['Cat'] }, ['/c.svg']],
      ['either tag, each file once', { anyTag: ['red', 'Cat', 'blue'] }, ['/a.jpg', '/b.txt', '/c.svg']],
      ['a tag in another case', { anyTag: ['RED', 'cat'] }, []],
      ['part of a tag', { anyTag: ['re'] }, []],
      ['a tag, of folders', { type: 'folder', anyTag: ['red'] }, []],
      ['no tag at all', { anyTag: [] }, []],
      ['a name, in every folder', { name: 'a.jpg' }, ['/a.jpg', '/d/a.jpg']],
      ['the name of a folder', { name: 'd' }, ['/d']],
      ['a name in another case', { name: 'A.jpg' }, []],
      ['a name that looks like a pattern', { name: '%' }, []],
      ['name and folder', { name: 'a.jpg', folderPath: '/d' }, ['/d/a.jpg']],
      ['tag and kind', { type: 'file', anyTag: ['red'], fileType: 'non-image' }, ['/b.txt']],
    ])('by %s', async (_, filter, expected) => {
      await fill(subject);
      const assets = await subject.database.assets.list({ ...everything, ...filter });
      expect(assets.map(nameOf).sort()).toEqual(expected);
    });

    it('older versions by their own tags and kind', async () => {
      const file = await addFile(subject.database, '/a.jpg', { details: { tags: ['old'] } });
      const version = makeVersion(file.id, { number: 2, facts: textFacts, details: { tags: ['new'] } });
      await subject.database.files.addVersion(version, { id: makeId(dayOne), at: later(1) });
      const list = (filter: Partial<AssetQuery>) =>
        subject.database.assets.list({ ...everything, ...filter });
      expect(await list({ type: 'file-version', anyTag: ['old'] })).toHaveLength(1);
      expect(await list({ type: 'file-version', anyTag: ['new'] })).toHaveLength(0);
      expect(await list({ type: 'file-version', fileType: 'image', name: 'a.jpg' })).toHaveLength(1);
      expect(await list({ type: 'file', anyTag: ['old'] })).toHaveLength(0);
      expect(await list({ type: 'file', fileType: 'image' })).toHaveLength(0);
    });
  });
}

async function fill({ database }: Subject): Promise<void> {
  const aiTags = [
    { name: 'Cat', confidence: 90, source: 's' },
    { name: 'Cat', confidence: 80, source: 't' },
  ];
  await addFile(database, '/a.jpg', { details: { tags: ['red', 'blue', 'red'] } });
  await addFile(database, '/b.txt', { facts: textFacts, details: { tags: ['red'] } });
  await addFile(database, '/c.svg', { facts: imageFacts(10, 10), details: { aiTags } });
  await addFile(database, '/d/a.jpg');
  await addFile(database, '/e.mp4', { facts: { mime: 'video/mp4', kind: 'video' } });
}

function nameOf(asset: Asset): string {
  return asset.type === 'folder' ? asset.folder.path : pathOf(asset.file);
}
