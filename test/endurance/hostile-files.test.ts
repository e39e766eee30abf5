import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tryUpload, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

import { makeCraftedFiles } from './crafted-files.ts';
import { listLeftovers } from './leftovers.ts';
import { mutate } from './mutate.ts';
import { createSeeded } from './seeded.ts';
import { makeSmallPictures, type SmallPicture } from './small-pictures.ts';

const mutantsPerPicture = 30;
const noPicture: SmallPicture = { name: '', bytes: Buffer.alloc(0) };
const wishes = ['w-100', 'rt-45', 'f-webp', 'orig-true', 'w-20,h-20:bl-3,f-png'];

let server: RunningServer;
/** An address inside the network that no file may make the server call. */
let inside: Server;
const calls: string[] = [];
let pictures: readonly SmallPicture[];

beforeAll(async () => {
  inside = createServer((request, response) => {
    calls.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  server = await startServer();
  pictures = await makeSmallPictures();
});

afterAll(async () => {
  inside.close();
  await server.stop();
});

describe('a hostile file', () => {
  it('is answered, never with a fault of the server: three hundred mutations', {
    timeout: 120_000,
  }, async () => {
    const seeded = createSeeded('hostile-files');
    const mutants = pictures.flatMap(({ name, bytes }) =>
      Array.from({ length: mutantsPerPicture }, (_, index) => ({
        name: `${index}-${name}`,
        bytes: mutate(bytes, seeded),
      })),
    );
    expect(await uploadAndPrint(mutants)).toEqual([]);
    await expectGoodPrint();
  });

  it('made on purpose is answered as well, and reaches nothing', { timeout: 120_000 }, async () => {
    const { port } = inside.address() as AddressInfo;
    const secret = { url: `http://127.0.0.1:${port}`, path: join(server.dataFolder, 'library.db') };
    const [good = noPicture] = pictures;
    expect(await uploadAndPrint(makeCraftedFiles(good, secret))).toEqual([]);
    expect(calls).toEqual([]);
    await expectGoodPrint();
  });

  it('leaves nothing half done behind', async () => {
    expect(await listLeftovers(server.dataFolder)).toEqual([]);
  });
});

const together = 4;

/** Everything that was answered with a fault of the server. */
async function uploadAndPrint(files: readonly SmallPicture[]): Promise<string[]> {
  const faults: string[] = [];
  const left = [...files];
  async function takeTurns(): Promise<void> {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      faults.push(...(await uploadAndPrintOne(file)));
    }
  }
  await Promise.all(Array.from({ length: together }, takeTurns));
  expect(server.process.exitCode).toBeNull();
  return faults;
}

async function uploadAndPrintOne({ name, bytes }: SmallPicture): Promise<string[]> {
  const place = { folder: '/hostile', fileName: name, useUniqueFileName: false };
  const uploaded = await tryUpload(server, bytes, place);
  if (uploaded.status >= 500) return [`upload of ${name}: ${uploaded.status} ${uploaded.text}`];
  if (uploaded.status !== 200) return [];
  const faults: string[] = [];
  for (const wish of wishes) {
    const { status, headers } = await ask(server.url, `/demo/tr:${wish}/hostile/${name}`);
    if (status >= 500) faults.push(`${wish} of ${name}: ${status} ${headers['ik-error']}`);
  }
  return faults;
}

let goodPictures = 0;

async function expectGoodPrint(): Promise<void> {
  const [good = noPicture] = pictures;
  goodPictures += 1;
  await upload(server, `/good/${goodPictures}.jpg`, good.bytes);
  const { status, bytes } = await ask(server.url, `/demo/tr:w-30,f-png/good/${goodPictures}.jpg`);
  expect(status).toBe(200);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 30, height: 20 });
}
