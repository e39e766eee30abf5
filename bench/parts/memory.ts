import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { upload } from '../../test/support/api.ts';
import { ask } from '../../test/support/ask.ts';
import { readPhotograph } from '../../test/support/pictures.ts';
import { repository } from '../../test/support/program.ts';
import { startServer } from '../../test/support/start-server.ts';
import type { Part } from '../part.ts';
import { residentBytesOfTree } from '../process-tree.ts';

const mebibyte = 1024 * 1024;
const barBytes = 500 * mebibyte;
const together = 4;
const looks = 10;
const largestSide = 700;

/** All that a library of photographs is asked for; no wish comes twice for one picture. */
const wishes = [
  (side: number) => `w-${side},f-jpg`,
  (side: number) => `w-${side},f-webp`,
  (side: number) => `w-${side},h-${side},f-jpg`,
  (side: number) => `w-${side},h-${side},cm-pad_resize,bg-F0F0F0,f-webp`,
  (side: number) => `w-${side},f-png`,
  (side: number) => `w-${side},rt-90,f-jpg`,
  (side: number) => `w-${side},bl-3,f-jpg`,
  (side: number) => `w-${side},r-20,f-webp`,
  (side: number) => `w-${side},f-avif`,
];

/** Resident memory of the server and its workers while it renders picture after picture. */
export const memory: Part = {
  name: 'memory',
  async run({ transforms }) {
    const server = await startServer();
    const names = await readdir(join(repository, 'demo/photographs'));
    for (const name of names) await upload(server, `/${name}`, await readPhotograph(name));
    const paths = makePaths(names, transforms);
    const seen: number[] = [];
    let each: number[] = [];
    for (let look = 0; look < looks; look += 1) {
      await askAll(server.url, paths.splice(0, Math.ceil(transforms / looks)));
      each = await residentBytesOfTree(server.process.pid);
      seen.push(each.reduce((sum, bytes) => sum + bytes, 0));
    }
    await server.stop();
    const last = seen.at(-1) ?? Number.NaN;
    return [
      {
        what: `resident memory of all processes after ${transforms.toLocaleString('en')} mixed transforms`,
        measured: `${toMebibytes(last)} MB`,
        spread: `${seen.map(toMebibytes).join(', ')} MB after each tenth; server and workers ${each.map(toMebibytes).join(' + ')} MB`,
        bar: { text: '≤ 500 MB', isReached: Math.max(...seen) <= barBytes },
      },
    ];
  },
};

function makePaths(names: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const name = names[index % names.length];
    const wish = wishes[Math.floor(index / names.length) % wishes.length];
    const side = 40 + Math.floor((index / count) * largestSide);
    return `/demo/tr:${wish?.(side)}/${name}`;
  });
}

async function askAll(url: string, paths: string[]): Promise<void> {
  const takeTurns = async () => {
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      const { status, headers } = await ask(url, path);
      if (status !== 200) throw new Error(`${path} answered ${status}: ${headers['ik-error']}`);
    }
  };
  await Promise.all(Array.from({ length: together }, takeTurns));
}

function toMebibytes(bytes: number): number {
  return Math.round(bytes / mebibyte);
}
