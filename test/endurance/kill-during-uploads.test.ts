import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, tryUpload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { makeTemporaryFolder } from '../support/program.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { listLeftovers } from './leftovers.ts';
import { createSeeded, type Seeded } from './seeded.ts';
import { makeSmallPictures } from './small-pictures.ts';

const rounds = 50;
const uploadsPerRound = 8;

/** What may stand at a path after the power has gone: anything that was sent, and not nothing once it was promised. */
interface Place {
  readonly sent: Buffer[];
  isPromised: boolean;
}

type Library = Map<string, Place>;

let dataFolder: string;
let server: RunningServer;
let pictures: readonly Buffer[];

beforeAll(async () => {
  dataFolder = await makeTemporaryFolder();
  pictures = (await makeSmallPictures()).map(({ bytes }) => bytes);
});

afterAll(async () => {
  await server.kill();
  await rm(dataFolder, { recursive: true, force: true });
});

it('what was acknowledged survives fifty kills, byte for byte', { timeout: 300_000 }, async () => {
  const seeded = createSeeded('kill-during-uploads');
  const library: Library = new Map();
  const seen = { acknowledged: 0, cutShort: 0, leftovers: 0 };
  server = await start();
  for (let round = 0; round < rounds; round += 1) {
    const folder = `/round-${round}`;
    const acknowledged = await uploadUntilKilled(folder, library, seeded);
    seen.acknowledged += acknowledged;
    seen.cutShort += uploadsPerRound - acknowledged;
    seen.leftovers += (await listLeftovers(dataFolder)).length;

    server = await start();
    expect(await listLeftovers(dataFolder)).toEqual([]);
    await expectPromisesKept(folder, library);
    await expectWholePrints(folder, library);
  }
  for (let round = 0; round < rounds; round += 1) await expectPromisesKept(`/round-${round}`, library);
  // Kills that always came too early or too late would have shown nothing.
  expect(seen.acknowledged).toBeGreaterThan(rounds);
  expect(seen.cutShort).toBeGreaterThan(rounds);
  expect(seen.leftovers).toBeGreaterThan(0);
});

function start(): Promise<RunningServer> {
  return startServer({ CALOTYPE_DATA: dataFolder, CALOTYPE_WORKERS: 1 });
}

/**
 * Uploads all at once, two of them to one path, and kills a moment after some number of acknowledgements. Returns how
 * many there were.
 */
async function uploadUntilKilled(folder: string, library: Library, seeded: Seeded): Promise<number> {
  const killAt = seeded.integer(0, uploadsPerRound);
  const enough = Promise.withResolvers<void>();
  let acknowledged = 0;
  const uploads = makeUploads(seeded).map(async ({ fileName, bytes }) => {
    const place = placeAt(library, `${folder}/${fileName}`);
    place.sent.push(bytes);
    const { status, text } = await tryUpload(server, bytes, { folder, fileName, useUniqueFileName: false });
    expect(status, text).toBe(200);
    place.isPromised = true;
    acknowledged += 1;
    if (acknowledged >= killAt) enough.resolve();
    // So that the kill finds prints under way as well; they fail with it.
    ask(server.url, `/demo/tr:w-40${folder}/${fileName}`).catch(() => {});
  });
  const settled = Promise.allSettled(uploads);
  if (killAt > 0) await Promise.race([enough.promise, settled]);
  await wait(seeded.integer(0, 15));
  await server.kill();
  for (const outcome of await settled) {
    // Cut off, or so late that nobody listened any more.
    if (outcome.status === 'rejected') expect(['ECONNRESET', 'ECONNREFUSED']).toContain(outcome.reason.code);
  }
  return acknowledged;
}

function makeUploads(seeded: Seeded): { fileName: string; bytes: Buffer }[] {
  return Array.from({ length: uploadsPerRound }, (_, index) => ({
    fileName: index < 2 ? 'contested.bin' : `file-${index}.bin`,
    bytes: index % 2 === 0 ? seeded.bytes(seeded.integer(1, 300_000)) : makePicture(seeded),
  }));
}

/** One that nobody has sent before: what follows its end is part of the file alone. */
function makePicture(seeded: Seeded): Buffer {
  return Buffer.concat([seeded.pick(pictures), seeded.bytes(16)]);
}

function placeAt(library: Library, path: string): Place {
  const place = library.get(path) ?? { sent: [], isPromised: false };
  library.set(path, place);
  return place;
}

function placesIn(folder: string, library: Library): [string, Place][] {
  return [...library].filter(([path]) => path.startsWith(`${folder}/`));
}

async function expectPromisesKept(folder: string, library: Library): Promise<void> {
  const listed = await listPaths(folder);
  for (const [path, { sent, isPromised }] of placesIn(folder, library)) {
    const { status, bytes } = await ask(server.url, `/demo/tr:orig-true${path}`);
    expect([200, 404], path).toContain(status);
    expect(listed.has(path), path).toBe(status === 200);
    if (isPromised) expect(status, path).toBe(200);
    // What was cut short stands or stands not, and may have overwritten another; but it is never half there.
    if (status === 200)
      expect(
        sent.some((content) => content.equals(bytes)),
        path,
      ).toBe(true);
  }
}

async function listPaths(folder: string): Promise<Set<string>> {
  const answer = await call(server, 'GET', `/v1/files?path=${folder}`);
  // A folder in which nothing came to stand may not be there.
  if (answer.status === 404) return new Set();
  return new Set(answer.json<{ filePath: string }[]>().map(({ filePath }) => filePath));
}

async function expectWholePrints(folder: string, library: Library): Promise<void> {
  for (const [path] of placesIn(folder, library)) {
    const { status, headers, bytes } = await ask(server.url, `/demo/tr:w-40${path}`);
    expect(status, path).toBeLessThan(500);
    if (status !== 200 || !headers['content-type']?.startsWith('image/')) continue;
    const { info } = await sharp(bytes, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true });
    expect(info.width, path).toBe(40);
  }
}
