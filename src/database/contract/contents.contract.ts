import { expect, it } from 'vitest';
import { makeId } from '../../domain/ids.ts';
import { addFile, dayOne, makeVersion } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

/** What is asked of the contents of many files: whose they are below a path, and how many bytes they have. */
export function contentsContract(subject: Subject): void {
  const listed = async (pathPrefix: string) => {
    const hashes = new Set<string>();
    for await (const piece of subject.database.files.listContents(pathPrefix)) {
      for (const hash of piece) hashes.add(hash);
    }
    return [...hashes].toSorted();
  };

  it.each<[string, string[]]>([
    ['/shop/cat.jpg', ['cat', 'cat before', 'cat twin']],
    ['/shop/ca', ['cap', 'cat', 'cat before', 'cat twin', 'deep']],
    ['/shop/', ['cap', 'cat', 'cat before', 'cat twin', 'deep']],
    ['/shop', ['cap', 'cat', 'cat before', 'cat twin', 'deep', 'store']],
    ['/shop/cats/20', ['deep']],
    ['/Shop', []],
    ['/shop/cat.jpg/', []],
    ['/sh_p', []],
    ['/größe', ['wide 😀']],
    ['/', ['cap', 'cat', 'cat before', 'cat twin', 'deep', 'root', 'store', 'wide 😀']],
  ])('of every version of the files that begin with %s', async (pathPrefix, expected) => {
    const add = (path: string, blobHash: string) => addFile(subject.database, path, { blobHash });
    const cat = await add('/shop/cat.jpg', 'cat before');
    await subject.database.files.addVersion(makeVersion(cat.id, { blobHash: 'cat', number: 2 }), {
      id: makeId(dayOne),
      at: dayOne,
    });
    await add('/shop/cat.jpg2', 'cat twin');
    await add('/shop/cap.jpg', 'cap');
    await add('/shop/cats/2026/a.jpg', 'deep');
    await add('/shop-two/a.jpg', 'store');
    await add('/root.jpg', 'root');
    await add('/größe/😀.jpg', 'wide 😀');
    expect(await listed(pathPrefix)).toEqual(expected);
  });

  it('of more files than fit into one piece', async () => {
    await subject.database.transaction(async (inside) => {
      for (let index = 0; index < 1100; index += 1) {
        const name = String(index).padStart(4, '0');
        await addFile(inside, `/many${index % 3}/${name}.jpg`, { blobHash: name, sizeBytes: index });
      }
    });
    expect(await listed('/many')).toHaveLength(1100);
    expect(await listed('/many1/')).toHaveLength(367);
    expect(await subject.database.files.sumSizes()).toBe((1099 * 1100) / 2);
  });

  it('adds up the bytes of all versions', async () => {
    expect(await subject.database.files.sumSizes()).toBe(0);
    const { id } = await addFile(subject.database, '/a.jpg', { sizeBytes: 5_000_000_000 });
    await addFile(subject.database, '/b.jpg', { sizeBytes: 7 });
    await subject.database.files.addOlderVersion(
      makeVersion(id, { id: makeId(dayOne), isCurrent: false, number: 2, sizeBytes: 7 }),
    );
    expect(await subject.database.files.sumSizes()).toBe(5_000_000_014);
    await subject.database.files.delete(id);
    expect(await subject.database.files.sumSizes()).toBe(7);
  });
}
