import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../support/start-server.ts';

import { makeCraftedFiles } from './crafted-files.ts';
import { makeHostileKinds } from './hostile-kinds.ts';
import { listLeftovers } from './leftovers.ts';
import { mutate } from './mutate.ts';
import { printGood, printHostile } from './print-hostile.ts';
import { createSeeded } from './seeded.ts';
import type { SmallPicture } from './small-pictures.ts';

/** `npm run bench -- --only hostile` sends two thousand. */
const mutantsOfEach = 30;
const wishes = ['w-100', 'rt-45', 'f-webp', 'orig-true', 'pg-2,f-png', 'w-20,h-20:bl-3,f-png'];
const kinds = await makeHostileKinds();
const noPicture: SmallPicture = { name: '', bytes: Buffer.alloc(0) };

let server: RunningServer;
/** An address inside the network that no file may make the server call. */
let inside: Server;
const calls: string[] = [];

beforeAll(async () => {
  inside = createServer((request, response) => {
    calls.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  server = await startServer();
  await printGood(server, 10);
});

afterAll(async () => {
  inside.close();
  await server.stop();
});

describe('a hostile file is answered, never with a fault of the server', () => {
  it.each(kinds)('$name, damaged in many ways', { timeout: 300_000 }, async ({ name, bytes }) => {
    const seeded = createSeeded(name);
    const mutants = Array.from({ length: mutantsOfEach }, (_, index) => ({
      name: `${index}-${name}`,
      bytes: mutate(bytes, seeded),
    }));
    expect((await printHostile(server, mutants, wishes)).faults).toEqual([]);
    await printGood(server, 20);
  });

  it('made on purpose, and reaches nothing', { timeout: 120_000 }, async () => {
    const { port } = inside.address() as AddressInfo;
    const secret = { url: `http://127.0.0.1:${port}`, path: join(server.dataFolder, 'library.db') };
    const [good = noPicture] = kinds;
    const crafted = makeCraftedFiles(good, secret);
    expect((await printHostile(server, crafted, wishes)).faults).toEqual([]);
    expect(calls).toEqual([]);
    await printGood(server, 30);
  });
});

it('hostile files leave nothing half done behind', async () => {
  expect(await listLeftovers(server.dataFolder)).toEqual([]);
});
