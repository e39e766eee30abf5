import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { preparedFolder, preparedPath } from './fonts/prepared-fonts.ts';
import { removeUnused } from './remove-unused.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remove-unused-'));
});
afterEach(() => rm(folder, { recursive: true }));

const now = new Date(2026, 5, 1, 12);
const hour = 3_600_000;

it('fonts that were used of late stay, and the work that goes on; the rest goes', async () => {
  const fontCacheFolder = join(folder, 'fonts');
  const scratchFolder = join(folder, 'scratch');
  await mkdir(preparedFolder(fontCacheFolder), { recursive: true });
  const font = (name: string, hours: number) => [preparedPath(fontCacheFolder, name), hours] as const;
  const work = (name: string, hours: number) => [join(scratchFolder, name, 'file'), hours] as const;
  for (const [path, hours] of [font('old', 25), font('used', 23), work('left', 2), work('open', 0.5)]) {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, '');
    const at = new Date(now.getTime() - hours * hour);
    for (const each of [path, join(path, '..')]) await utimes(each, at, at);
  }
  await removeUnused({ fontCacheFolder, scratchFolder }, now);
  expect(await readdir(preparedFolder(fontCacheFolder))).toEqual(['used.otf']);
  expect(await readdir(scratchFolder)).toEqual(['open']);
});

it('there may be nothing to remove, and no folder', async () => {
  await removeUnused({ fontCacheFolder: join(folder, 'no'), scratchFolder: join(folder, 'none') }, now);
});
