import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compress } from 'wawoff2';
import { makePdf, postscript, readFixture } from '../support/fixtures.ts';
import { repository } from '../support/program.ts';
import { makeSmallPictures, type SmallPicture } from './small-pictures.ts';

const fixtures = [
  'held.heic',
  'alpha.heic',
  'plain.jxl',
  'runs.bmp',
  'rgb565.bmp',
  'two.ico',
  'layers.psd',
  'deep.psd',
];

const paper = makePdf([
  { width: 60, height: 40, left: '1 0 0', right: '0 0 1' },
  { width: 40, height: 60, left: '1 0 0', right: '0 0 1' },
]);

/** One good file of every kind that somebody may send to be decoded: what hostile ones are made of. */
export async function makeHostileKinds(): Promise<SmallPicture[]> {
  const font = await readFile(join(repository, 'fonts/Monoton_400Regular.ttf'));
  return [
    ...(await makeSmallPictures()),
    ...(await Promise.all(fixtures.map(async (name) => ({ name, bytes: await readFixture(name) })))),
    { name: 'paper.pdf', bytes: paper },
    { name: 'drawing.eps', bytes: postscript },
    { name: 'letters.ttf', bytes: font },
    { name: 'letters.woff2', bytes: Buffer.from(await compress(font)) },
  ];
}
