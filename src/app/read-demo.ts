import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Picture } from '../library/import-pictures.ts';

/** The list that comes with the photographs: name and title of each. */
export async function readDemo(folder: string): Promise<Picture[]> {
  const list: { name: string; title: string }[] = JSON.parse(
    await readFile(join(folder, 'photographs.json'), 'utf8'),
  );
  return list.map(({ name, title }) => ({
    name,
    tags: ['demo'],
    description: title,
    open: () => createReadStream(join(folder, 'photographs', name)),
  }));
}
