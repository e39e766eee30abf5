import { afterAll, beforeAll, expect, it } from 'vitest';
import { tryUpload, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { makePdf, postscript, readFixture } from '../support/fixtures.ts';
import { drawCoordinates } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { mutate } from './mutate.ts';
import { createSeeded } from './seeded.ts';

/** Formats with decoders of their own: each file damaged a hundred times, uploaded, drawn. */
const mutantsOfEach = 100;
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
const wishes = ['w-30', 'pg-2,f-png'];

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const paper = makePdf([
  { width: 60, height: 40, left: '1 0 0', right: '0 0 1' },
  { width: 40, height: 60, left: '1 0 0', right: '0 0 1' },
]);

it.each([...fixtures, 'paper.pdf', 'drawing.eps'])(
  '%s damaged a hundred times is answered, never with a fault of the server',
  { timeout: 300_000 },
  async (name) => {
    const bytes = await readInput(name);
    const seeded = createSeeded(name);
    const faults: string[] = [];
    for (let index = 0; index < mutantsOfEach; index += 1) {
      faults.push(...(await uploadAndDraw(`${index}-${name}`, mutate(bytes, seeded))));
    }
    expect(faults).toEqual([]);
    expect(server.process.exitCode).toBeNull();
    await expectGoodPrint(name);
  },
);

async function readInput(name: string): Promise<Buffer> {
  if (name === 'paper.pdf') return paper;
  return name === 'drawing.eps' ? postscript : await readFixture(name);
}

async function uploadAndDraw(name: string, bytes: Buffer): Promise<string[]> {
  const uploaded = await tryUpload(server, bytes, {
    folder: '/hostile',
    fileName: name,
    useUniqueFileName: false,
  });
  if (uploaded.status >= 500) return [`upload of ${name}: ${uploaded.status} ${uploaded.text}`];
  if (uploaded.status !== 200) return [];
  const asked = wishes.map(async (wish) => {
    const { status, headers } = await ask(server.url, `/demo/tr:${wish}/hostile/${name}/ik-thumbnail.jpg`);
    return status >= 500 ? [`${wish} of ${name}: ${status} ${headers['ik-error']}`] : [];
  });
  return (await Promise.all(asked)).flat();
}

async function expectGoodPrint(name: string): Promise<void> {
  await upload(server, `/good/${name}.png`, await drawCoordinates(60, 40).png().toBuffer());
  const { status } = await ask(server.url, `/demo/tr:w-30,f-png/good/${name}.png`);
  expect(status).toBe(200);
}
